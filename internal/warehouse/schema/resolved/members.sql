-- Member organisations, one row for each time on one level.
CREATE TABLE {{db}}members
(
    organisation LowCardinality(String),
    name         String,
    level        String,
    from         DateTime('UTC'),
    until        DateTime('UTC') COMMENT 'exclusive; 2106-02-07 for no end'
)
ENGINE = MergeTree
ORDER BY (organisation, from)
SETTINGS {{settings}}
