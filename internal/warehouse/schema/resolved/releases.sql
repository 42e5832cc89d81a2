-- One release: a tag that matches the pattern of its scope.
CREATE TABLE {{db}}releases
(
    source LowCardinality(String),
    name   String,
    kind   LowCardinality(String) COMMENT 'final or candidate',
    line   String COMMENT 'x.y',
    date   DateTime('UTC'),
    places Array(Tuple(scope LowCardinality(String), member LowCardinality(String)))
)
ENGINE = MergeTree
ORDER BY (date, source, name)
SETTINGS {{settings}}
