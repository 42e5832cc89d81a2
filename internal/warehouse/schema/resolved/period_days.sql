-- The period of each grain that a day belongs to.
CREATE TABLE {{db}}period_days
(
    day          Date,
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC')
)
ENGINE = MergeTree
ORDER BY (day, grain)
SETTINGS {{settings}}
