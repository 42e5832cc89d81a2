-- One contribution of one person: what people KPIs count.
CREATE TABLE {{db}}activity
(
    date      DateTime('UTC'),
    person_id UUID,
    bot       Bool,
    kind      LowCardinality(String) COMMENT 'message, commit, change, review, issue, answer',
    ref       String,
    source    LowCardinality(String),
    scopes    Array(LowCardinality(String)) COMMENT 'the scope and all above it'
)
ENGINE = MergeTree
ORDER BY (person_id, date)
SETTINGS {{settings}}
