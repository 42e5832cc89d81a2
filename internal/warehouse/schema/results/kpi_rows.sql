-- Lists and tables, such as the threads without an answer.
CREATE TABLE golden.kpi_rows
(
    compute_id   UUID,
    kpi          LowCardinality(String),
    scope        LowCardinality(String),
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    rank         UInt32,
    row          String COMMENT 'JSON'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (kpi, scope, grain, period_start, rank)
SETTINGS {{settings}}
