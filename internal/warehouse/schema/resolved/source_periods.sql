-- Whether a source can speak for a period, and how much of it was received.
CREATE TABLE {{db}}source_periods
(
    source       LowCardinality(String),
    kind         LowCardinality(String),
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    covered      Bool COMMENT 'from start to end; a running period up to the last collection',
    young        Bool COMMENT 'what came before it is cut off, and it spoke for less than 4 quarters before: nobody in it can be called new',
    coverage     Nullable(Float64) COMMENT 'received of expected; NULL where the source cannot tell'
)
ENGINE = MergeTree
ORDER BY (source, grain, period_start)
SETTINGS {{settings}}
