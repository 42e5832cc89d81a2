-- The states of a change, one after the other until it ends: at an instant it has
-- the one with from <= instant < until, and none while it is closed. One that was
-- taken up again has a gap there.
CREATE TABLE {{db}}change_states
(
    change UInt64,
    state  LowCardinality(String) COMMENT 'stalled, acked, waiting-for-author, waiting-for-reviewer',
    from   DateTime('UTC'),
    until  DateTime('UTC') COMMENT '2106-02-07 06:28:15 for the last one of an open change'
)
ENGINE = MergeTree
ORDER BY (change, from)
SETTINGS {{settings}}
