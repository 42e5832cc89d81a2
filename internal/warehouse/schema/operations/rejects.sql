-- Quarantine: what could not be stored, and why. Its bytes are private.
CREATE TABLE golden_private.rejects
(
    source     LowCardinality(String),
    origin     String,
    reason     LowCardinality(String),
    detail     String,
    bytes      String COMMENT 'the item''s beginning, kept 90 days',
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, origin)
SETTINGS {{settings}}
