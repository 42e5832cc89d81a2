-- The time that each source speaks for.
CREATE TABLE {{db}}source_spans
(
    source       LowCardinality(String),
    kind         LowCardinality(String),
    member       String,
    scope        LowCardinality(String),
    scopes       Array(LowCardinality(String)) COMMENT 'the scope and all above it',
    first        DateTime('UTC') COMMENT 'day of its earliest dated item; 1970-01-01 for none',
    covers_from  DateTime('UTC') COMMENT '1970-01-01: from its beginning',
    covers_until DateTime('UTC') COMMENT '1970-01-01: never collected',
    lossy        Bool COMMENT 'it misses things in between, and cannot tell how many'
)
ENGINE = MergeTree
ORDER BY source
SETTINGS {{settings}}
