-- Every period of every grain that could be covered; weeks only the last 156.
-- Of grain quarter_to_date are the first days of the running quarter, of the
-- one before and of the same quarter a year before: as many as are over of the
-- running one.
CREATE TABLE periods
(
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC') COMMENT 'exclusive',
    label        String,
    looked       DateTime('UTC') COMMENT 'the instant as of which the period is looked at'
)
ENGINE = MergeTree
ORDER BY (grain, period_start)
