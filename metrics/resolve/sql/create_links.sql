-- What threading found.
CREATE TABLE resolve_links
(
    id           UInt64,
    parent       UInt64,
    thread       UInt64,
    starts       Bool,
    class        Enum8('none' = 0, 'patch' = 1, 'announcement' = 2, 'question' = 3, 'discussion' = 4) COMMENT 'of a thread that it would start',
    thread_class Enum8('none' = 0, 'patch' = 1, 'announcement' = 2, 'question' = 3, 'discussion' = 4) COMMENT 'of the message that started its thread'
)
ENGINE = MergeTree
ORDER BY id
