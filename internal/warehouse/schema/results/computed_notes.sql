-- The notes as the configuration had them when a compute ran.
CREATE TABLE golden.computed_notes
(
    compute_id UUID,
    day        Date,
    scope      LowCardinality(String),
    position   UInt32,
    text       String
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (day, scope, position)
SETTINGS {{settings}}
