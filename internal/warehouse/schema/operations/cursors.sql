-- How far each source has been collected. A cursor may name files and branches
-- as their owners do, and so is private.
CREATE TABLE golden_private.cursors
(
    source     LowCardinality(String),
    cursor     String COMMENT 'opaque: means something only to the collector',
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY source
SETTINGS {{settings}}
