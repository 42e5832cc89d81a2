-- The ledger: one row for each item received, so that
-- received = stored + duplicates + quarantined can be computed.
CREATE TABLE golden.items
(
    source     LowCardinality(String),
    origin     String COMMENT 'where it stood in the source',
    key        String COMMENT 'natural key of its record; empty for a reject',
    day        Date COMMENT 'the day to which coverage counts it; 1970-01-01 for none',
    outcome    Enum8('accepted' = 1, 'quarantined' = 2),
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, origin)
SETTINGS {{settings}}
