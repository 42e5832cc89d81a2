-- What the KPIs' statements gave: rows only where something was seen. A share
-- gives x, n, k and spread instead of a value.
CREATE TABLE raw
(
    kpi           LowCardinality(String),
    stat          LowCardinality(String) DEFAULT 'value',
    scope         LowCardinality(String),
    dimension     LowCardinality(String),
    member        String,
    grain         LowCardinality(String),
    period_start  DateTime('UTC'),
    value         Nullable(Float64),
    lower         Nullable(Float64),
    upper         Nullable(Float64),
    interval      LowCardinality(String),
    n             UInt64,
    unknown_share Nullable(Float64),
    x             Nullable(UInt64) COMMENT 'successes among n',
    k             UInt64 COMMENT 'clusters that the n come in',
    spread        Float64 COMMENT 'sum over clusters of (x_i - p n_i)^2'
)
ENGINE = MergeTree
ORDER BY (kpi, scope, grain, stat, dimension, member, period_start)
