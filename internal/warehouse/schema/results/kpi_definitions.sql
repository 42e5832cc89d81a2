-- The catalogue as it was when a compute ran.
CREATE TABLE golden.kpi_definitions
(
    compute_id UUID,
    kpi        LowCardinality(String),
    version    UInt16,
    title      String,
    question   String,
    unit       LowCardinality(String),
    kind       LowCardinality(String),
    better     LowCardinality(String),
    area       LowCardinality(String),
    chaoss     String,
    sql        String
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY kpi
SETTINGS {{settings}}
