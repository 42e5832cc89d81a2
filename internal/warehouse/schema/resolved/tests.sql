-- One run of a workflow or pipeline of a default branch, by its last attempt.
CREATE TABLE {{db}}tests
(
    ref        String COMMENT 'repository and the forge''s own number',
    repository LowCardinality(String) COMMENT 'owner/name, as the forge names it now',
    name       LowCardinality(String) COMMENT 'of the workflow',
    date       DateTime('UTC') COMMENT 'when it was started',
    sha        String,
    attempt    UInt32,
    outcome    LowCardinality(String) COMMENT 'success, failure, timed_out, cancelled …',
    places     Array(Tuple(scope LowCardinality(String), member LowCardinality(String))),
    sources    Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (date, ref)
SETTINGS {{settings}}
