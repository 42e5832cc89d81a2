-- Every number that a person can see. kpi_current shows those of the last compute.
CREATE TABLE golden.kpi_values
(
    compute_id         UUID,
    kpi                LowCardinality(String),
    stat               LowCardinality(String) COMMENT 'value, p85, q25 …; compared: a duration as it was looked at 14 days after the period',
    scope              LowCardinality(String),
    dimension          LowCardinality(String) COMMENT 'list, class, repository …; empty for the total',
    member             String COMMENT 'empty for the total',
    grain              LowCardinality(String) COMMENT 'week, month, quarter, year; quarter_to_date: the first days of a quarter',
    period_start       DateTime('UTC'),
    as_of              DateTime('UTC'),
    value              Nullable(Float64) COMMENT 'NULL: not known, or nothing to measure',
    lower              Nullable(Float64),
    upper              Nullable(Float64),
    interval           LowCardinality(String) COMMENT 'sampling, bounds or empty',
    n                  UInt64 COMMENT 'things counted',
    unknown_share      Nullable(Float64),
    coverage           Nullable(Float64) COMMENT 'received of expected, the lowest of its sources; NULL where a source cannot tell',
    complete           Bool COMMENT 'the period and its grace are over and every source was collected past its end',
    sources            Array(LowCardinality(String)) COMMENT 'the sources that cover the period',
    definition_version UInt16
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (kpi, scope, grain, stat, dimension, member, period_start)
SETTINGS {{settings}}
