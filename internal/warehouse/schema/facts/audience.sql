-- How many follow an account, or belong to a place, on a day; date is that day.
CREATE TABLE golden.audience
(
    source  LowCardinality(String),
    network LowCardinality(String) COMMENT 'as in posts',
    account LowCardinality(String) COMMENT 'the account''s or the place''s name on it',
    measure LowCardinality(String) COMMENT 'followers, members, posts, views …',
    value   UInt64,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, network, account, measure, date)
SETTINGS {{settings}}
