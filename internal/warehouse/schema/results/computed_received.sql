-- How much each source had given by quarter when a compute ran: what tells a
-- late mail from a changed definition when a closed quarter is stated anew.
CREATE TABLE golden.computed_received
(
    compute_id   UUID,
    source       LowCardinality(String),
    period_start DateTime('UTC') COMMENT 'of the quarter',
    received     UInt64
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (source, period_start)
SETTINGS {{settings}}
