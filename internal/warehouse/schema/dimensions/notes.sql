-- What happened, told by the operator: shown where it falls.
CREATE TABLE golden.notes
(
    day      Date,
    scope    LowCardinality(String),
    position UInt32 COMMENT 'order in the configuration',
    text     String
)
ENGINE = MergeTree
ORDER BY (day, scope, position)
SETTINGS {{settings}}
