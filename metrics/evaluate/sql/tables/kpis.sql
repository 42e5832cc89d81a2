-- What the evaluation must know of each KPI.
CREATE TABLE kpis
(
    kpi     LowCardinality(String),
    version UInt16,
    kind    LowCardinality(String),
    needs   LowCardinality(String) COMMENT 'kinds of sources, joined by commas',
    kinds   Array(LowCardinality(String)) COMMENT 'the same as a list',
    looks   LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY kpi
