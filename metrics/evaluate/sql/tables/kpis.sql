-- What the evaluation must know of each KPI.
CREATE TABLE kpis
(
    kpi     LowCardinality(String),
    version UInt16,
    kind    LowCardinality(String),
    needs   LowCardinality(String) COMMENT 'kinds of sources, joined by commas; by bars where one of them will do',
    kinds   Array(Array(LowCardinality(String))) COMMENT 'the same as lists of which each must have one',
    looks   LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY kpi
