-- The states of an issue while it is open: at an instant it has the one with
-- from <= instant < until, and none while it is closed.
CREATE TABLE {{db}}issue_states
(
    issue UInt64,
    state LowCardinality(String) COMMENT 'active, or stale: nobody did anything for 90 days',
    from  DateTime('UTC'),
    until DateTime('UTC') COMMENT '2106-02-07 06:28:15 for the last one of an open issue'
)
ENGINE = MergeTree
ORDER BY (issue, from)
SETTINGS {{settings}}
