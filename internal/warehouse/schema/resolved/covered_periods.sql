-- The periods of a span, for each source that covers them.
CREATE TABLE {{db}}covered_periods
(
    source       LowCardinality(String),
    span         UInt32 COMMENT 'span_periods.span',
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC'),
    looked       DateTime('UTC') COMMENT 'the instant as of which the period is looked at',
    young        Bool COMMENT 'as in source_periods: nobody in it can be called new'
)
ENGINE = MergeTree
ORDER BY (source, span, grain)
SETTINGS {{settings}}
