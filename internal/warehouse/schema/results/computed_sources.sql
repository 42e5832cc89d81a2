-- The sources as they were when a compute ran, and the time they spoke for.
CREATE TABLE golden.computed_sources
(
    compute_id UUID,
    source     LowCardinality(String),
    type       LowCardinality(String),
    kind       LowCardinality(String),
    member     String COMMENT 'the list or repository that it is a source of',
    scope      LowCardinality(String),
    scopes     Array(LowCardinality(String)) COMMENT 'the scope and all above it',
    synthetic  Bool,
    untried    Bool COMMENT 'its type was never run against the real service',
    lossy      Bool COMMENT 'it misses things in between, and cannot tell how many',
    span_from  DateTime('UTC') COMMENT '1970: from its beginning on',
    span_until DateTime('UTC') COMMENT '1970: not collected yet'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY source
SETTINGS {{settings}}
