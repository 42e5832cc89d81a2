-- How many followed an account, or belonged to a place, on a day.
CREATE TABLE {{db}}network_audience
(
    network LowCardinality(String),
    account LowCardinality(String) COMMENT 'the account''s or the place''s name',
    measure LowCardinality(String) COMMENT 'followers, members, posts, views …',
    day     Date,
    value   UInt64,
    scopes  Array(LowCardinality(String)) COMMENT 'of the sources that counted',
    sources Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (network, account, measure, day)
SETTINGS {{settings}}
