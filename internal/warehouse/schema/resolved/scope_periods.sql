-- The rows that every KPI has: one for each scope and period from the scope's
-- first that all sources began before, for each set of kinds of sources that KPIs need.
CREATE TABLE {{db}}scope_periods
(
    needs        LowCardinality(String),
    scope        LowCardinality(String),
    grain        LowCardinality(String),
    period_start DateTime('UTC'),
    period_end   DateTime('UTC'),
    label        String COMMENT '2014-Q2, as in periods',
    covered      Bool COMMENT 'by at least one source of each kind needed',
    complete     Bool COMMENT 'covered by every source needed (where any will do, by one), and the period and its grace are over',
    coverage     Nullable(Float64) COMMENT 'the lowest of its sources; NULL where one cannot tell',
    sources      Array(LowCardinality(String)) COMMENT 'those that cover the period',
    old_sources  Array(LowCardinality(String)) COMMENT 'those of them in which it can be told who is new',
    first        Bool COMMENT 'the period before is not covered',
    early        Bool COMMENT 'in the scope''s first 4 quarters, and its history is not complete'
)
ENGINE = MergeTree
ORDER BY (needs, scope, grain, period_start)
SETTINGS {{settings}}
