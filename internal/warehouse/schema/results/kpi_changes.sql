-- How far a scope's totals moved, quarter by quarter, and whether that is more
-- than their usual noise. One row for each KPI, scope, quarter and comparison.
CREATE TABLE golden.kpi_changes
(
    compute_id    UUID,
    kpi           LowCardinality(String),
    scope         LowCardinality(String),
    period_start  DateTime('UTC') COMMENT 'of the quarter',
    comparison    LowCardinality(String) COMMENT 'qoq: the quarter before; yoy: the same quarter a year before',
    base_start    DateTime('UTC') COMMENT 'of the earlier quarter',
    days          UInt16 COMMENT 'whole days compared of a quarter that runs; 0: whole quarters',
    value         Nullable(Float64),
    base          Nullable(Float64) COMMENT 'the value of the earlier quarter, as comparable',
    amplitude     Nullable(Float64) COMMENT 'value / base - 1; of a share the difference',
    lower         Nullable(Float64) COMMENT '95 % limits of the amplitude; QoQ: of the adjusted one',
    upper         Nullable(Float64),
    adjusted      Nullable(Float64) COMMENT 'QoQ: the amplitude without the usual seasonal move',
    p             Nullable(Float64),
    p_adjusted    Nullable(Float64) COMMENT 'Benjamini-Hochberg over the scope, quarter and comparison',
    dispersion    Nullable(Float64) COMMENT 'noise of the KPI on its own past, 1 for Poisson',
    freedom       UInt16 COMMENT 'degrees of freedom of the dispersion',
    verdict       LowCardinality(String) COMMENT 'up, down, steady, unclear, not enough data; empty: amplitude only',
    news          LowCardinality(String) COMMENT 'good or bad, of a verdict up or down',
    reason        String COMMENT 'why there is no verdict, or no amplitude; of a duration the share in time that judged it'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (kpi, scope, comparison, period_start)
SETTINGS {{settings}}
