-- The periods that a day belongs to: one of each grain, and of the grain
-- quarter_to_date where the day is among those compared.
CREATE TABLE {{db}}period_days
(
    day          Date,
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC'),
    looked       DateTime('UTC') COMMENT 'the instant as of which the period is looked at: of quarter_to_date its end, else as_of'
)
ENGINE = MergeTree
ORDER BY (day, grain)
SETTINGS {{settings}}
