-- What the configuration says of each source.
CREATE TABLE golden.sources
(
    source  LowCardinality(String),
    type    LowCardinality(String) COMMENT 'mbox, git …',
    kind    LowCardinality(String) COMMENT 'mail, code …: what KPIs ask for',
    member  String COMMENT 'the list or repository that it is a source of',
    scope   LowCardinality(String),
    scopes  Array(LowCardinality(String)) COMMENT 'the scope and all above it',
    synthetic Bool COMMENT 'made by goldenratio sample',
    untried   Bool COMMENT 'its type was never run against the real service'
)
ENGINE = MergeTree
ORDER BY source
SETTINGS {{settings}}
