-- What the KPIs' statements gave: rows only where something was seen.
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
    unknown_share Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY (kpi, scope, grain, stat, dimension, member, period_start)
