-- What series found: which mail is part of which change, and of which version.
CREATE TABLE resolve_series
(
    id      UInt64 COMMENT 'messages.id',
    change  UInt64 COMMENT 'id of the mail that opened the change',
    version UInt16 COMMENT 'counted from 1 by date',
    label   UInt16 COMMENT 'as the subject says',
    number  UInt16 COMMENT '0 for a cover letter',
    total   UInt16,
    kind    LowCardinality(String) COMMENT 'change, rfc, backport, foreign',
    role    Enum8('patch' = 1, 'cover' = 2, 'response' = 3),
    answers UInt64 COMMENT 'of a response: messages.id of the patch or cover letter that it answers, else 0'
)
ENGINE = MergeTree
ORDER BY id
