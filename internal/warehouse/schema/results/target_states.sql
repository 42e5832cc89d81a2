-- Whether each target was met, period by period.
CREATE TABLE golden.target_states
(
    compute_id   UUID,
    kpi          LowCardinality(String),
    scope        LowCardinality(String),
    grain        LowCardinality(String) COMMENT 'quarter or year',
    period_start DateTime('UTC'),
    at_least     Nullable(Float64),
    at_most      Nullable(Float64),
    value        Nullable(Float64),
    met          Nullable(Bool) COMMENT 'NULL: the value is not known, or the period is not complete',
    since        Nullable(DateTime('UTC')) COMMENT 'start of the first of the periods in a row with this answer; one without an answer breaks no row'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (kpi, scope, grain, period_start)
SETTINGS {{settings}}
