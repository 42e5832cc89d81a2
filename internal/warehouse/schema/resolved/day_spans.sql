-- A span is some days, mostly on end, that belong to the same periods. There are
-- few: what is counted by span first is soon counted by period.
CREATE TABLE {{db}}day_spans
(
    day  Date,
    span UInt32 COMMENT 'span_periods.span'
)
ENGINE = MergeTree
ORDER BY day
SETTINGS {{settings}}
