-- The community and its parts.
CREATE TABLE golden.scopes
(
    scope    LowCardinality(String),
    title    String,
    releases String COMMENT 'pattern of tags that are releases',
    history_complete Bool COMMENT 'the sources begin with the community',
    position UInt32 COMMENT 'order in the configuration'
)
ENGINE = MergeTree
ORDER BY scope
SETTINGS {{settings}}
