-- Numbers of closed quarters that a later snapshot states differently, and why.
-- One row for each number and cause; what did not change has none.
CREATE TABLE golden.restatements
(
    snapshot     String COMMENT 'the one that states the new number',
    previous     String COMMENT 'the one that stated the old number: an earlier revision, or the quarter closed before; empty: none did',
    scope        LowCardinality(String),
    kpi          LowCardinality(String),
    period_start DateTime('UTC') COMMENT 'of the quarter that the number is of',
    old          Nullable(Float64) COMMENT 'NULL: it had no value',
    new          Nullable(Float64) COMMENT 'NULL: it has no value any more',
    effect       Nullable(Float64) COMMENT 'how much of the change the cause makes: the new number less what it would be without; NULL: not known',
    cause        LowCardinality(String) COMMENT 'late mail, late merge, matured, identity, affiliation, bot, definition, deleted, forgotten',
    source       String COMMENT 'the source that brought it; empty where none did'
)
ENGINE = MergeTree
ORDER BY (snapshot, previous, scope, kpi, period_start, cause, source)
SETTINGS {{settings}}
