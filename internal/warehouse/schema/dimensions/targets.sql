-- What the community promised itself.
CREATE TABLE golden.targets
(
    kpi      LowCardinality(String),
    scope    LowCardinality(String),
    per      LowCardinality(String) COMMENT 'grain that it is held against: quarter or year',
    at_least Nullable(Float64) COMMENT 'in the unit of the KPI; a share as 0.9',
    at_most  Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY (kpi, scope)
SETTINGS {{settings}}
