-- The scopes as the configuration had them when a compute ran.
CREATE TABLE golden.computed_scopes
(
    compute_id UUID,
    scope      LowCardinality(String),
    title      String,
    position   UInt32 COMMENT 'order in the configuration',
    synthetic  Bool COMMENT 'a source of it was made by goldenratio sample'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY scope
SETTINGS {{settings}}
