-- The periods that the days of a span belong to, as in period_days.
CREATE TABLE {{db}}span_periods
(
    span         UInt32,
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC'),
    looked       DateTime('UTC') COMMENT 'the instant as of which the period is looked at'
)
ENGINE = MergeTree
ORDER BY (span, grain)
SETTINGS {{settings}}
