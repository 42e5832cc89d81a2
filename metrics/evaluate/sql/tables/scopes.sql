-- What is said of scopes.
CREATE TABLE scopes
(
    scope            LowCardinality(String),
    history_complete Bool COMMENT 'the sources begin with the community'
)
ENGINE = MergeTree
ORDER BY scope
