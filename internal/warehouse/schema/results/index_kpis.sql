-- What each KPI gives to the Golden Ratio index.
CREATE TABLE golden.index_kpis
(
    compute_id   UUID,
    scope        LowCardinality(String),
    period_start DateTime('UTC'),
    comparison   LowCardinality(String) COMMENT 'yoy or 3y',
    area         LowCardinality(String),
    kpi          LowCardinality(String),
    present      Bool,
    reason       String COMMENT 'why it takes no part',
    l            Nullable(Float64) COMMENT 'log change, turned so that more is better',
    v            Nullable(Float64) COMMENT 'its variance, dispersion included',
    g            Nullable(Float64) COMMENT 'l shrunk towards 0 and cut',
    contribution Nullable(Float64) COMMENT 'to the logarithm of the index',
    without      Nullable(Float64) COMMENT 'the index when it is left out'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (scope, comparison, period_start, area, kpi)
SETTINGS {{settings}}
