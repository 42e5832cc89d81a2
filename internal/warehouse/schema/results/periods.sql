-- The calendar of a compute: every period of every grain.
CREATE TABLE golden.periods
(
    compute_id   UUID,
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC') COMMENT 'exclusive',
    label        String COMMENT '2014-W23, 2014-06, 2014-Q2, 2014, FY2015-Q1'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (grain, period_start)
SETTINGS {{settings}}
