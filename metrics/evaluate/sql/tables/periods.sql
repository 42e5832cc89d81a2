-- Every period of every grain that could be covered; weeks only the last 156.
CREATE TABLE periods
(
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC') COMMENT 'exclusive',
    label        String
)
ENGINE = MergeTree
ORDER BY (grain, period_start)
