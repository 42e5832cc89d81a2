-- The Golden Ratio index of a scope and quarter against an earlier one.
CREATE TABLE golden.index_values
(
    compute_id   UUID,
    scope        LowCardinality(String),
    period_start DateTime('UTC') COMMENT 'of the quarter',
    comparison   LowCardinality(String) COMMENT 'yoy: the same quarter a year before; 3y: three years before',
    value        Nullable(Float64) COMMENT 'NULL: too few areas, or Products is missing',
    lower        Nullable(Float64) COMMENT '95 % limits',
    upper        Nullable(Float64),
    word         LowCardinality(String) COMMENT 'golden, growing, steady, shrinking, alarm, no clear direction; empty: no index',
    kpi_out_lower  Nullable(Float64) COMMENT 'least index when any one KPI is left out',
    kpi_out_upper  Nullable(Float64),
    area_out_lower Nullable(Float64) COMMENT 'least index when any one area is left out',
    area_out_upper Nullable(Float64),
    missing      Array(LowCardinality(String)) COMMENT 'areas without half of their KPIs',
    entered      Array(LowCardinality(String)) COMMENT 'KPIs that take part here and not in the quarter before',
    departed     Array(LowCardinality(String)) COMMENT 'KPIs that took part in the quarter before and not here',
    previous     Nullable(Float64) COMMENT 'the index of the quarter before',
    matched      Nullable(Float64) COMMENT 'where something entered or departed: the index of what is in both quarters',
    previous_matched Nullable(Float64) COMMENT 'the same of the quarter before',
    reason       String COMMENT 'why there is no index',
    list_version UInt16 COMMENT 'of the list of KPIs and the constants'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (scope, comparison, period_start)
SETTINGS {{settings}}
