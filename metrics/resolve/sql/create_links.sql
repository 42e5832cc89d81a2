-- What threading found.
CREATE TABLE resolve_links
(
    id     UInt64,
    parent UInt64,
    thread UInt64,
    starts Bool
)
ENGINE = MergeTree
ORDER BY id
