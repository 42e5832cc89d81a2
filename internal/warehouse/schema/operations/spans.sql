-- The time that each source speaks for.
CREATE TABLE golden.spans
(
    source     LowCardinality(String),
    span_from  DateTime('UTC') COMMENT 'the source misses nothing from here on; 1970-01-01: from its beginning',
    span_until DateTime('UTC') COMMENT 'the source was seen up to here; 1970-01-01: not known',
    lossy      Bool COMMENT 'it misses things in between, and cannot tell how many',
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY source
SETTINGS {{settings}}
