-- Which questions are asked again: of each on a list of users, the first that
-- asked the same.
CREATE TABLE resolve_questions
(
    id       UInt64 COMMENT 'messages.id',
    question UInt64
)
ENGINE = MergeTree
ORDER BY id
