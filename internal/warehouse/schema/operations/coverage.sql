-- What the sources should hold, by day, from a second look.
CREATE TABLE golden.coverage
(
    source     LowCardinality(String),
    part       String COMMENT 'a file, a mailbox; empty for a source of one piece',
    day        Date,
    expected   UInt64,
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, part, day)
SETTINGS {{settings}}
