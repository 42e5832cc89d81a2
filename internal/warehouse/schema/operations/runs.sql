-- One row a run of one source.
CREATE TABLE golden.runs
(
    source      LowCardinality(String),
    run         UUID,
    started     DateTime64(3, 'UTC'),
    ended       DateTime64(3, 'UTC') COMMENT '1970-01-01 while it runs, or where it was killed',
    outcome     Enum8('running' = 0, 'complete' = 1, 'failed' = 2, 'cancelled' = 3),
    error       String,
    received    UInt64,
    quarantined UInt64,
    version     UInt64
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, run)
SETTINGS {{settings}}
