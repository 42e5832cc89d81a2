-- What sources say they hold beside what of it is stored, one row each time
-- that it was asked.
CREATE TABLE golden.reconciliations
(
    source   LowCardinality(String),
    checked  DateTime('UTC'),
    what     LowCardinality(String) COMMENT 'commits, tags, messages, issues, changes, responses',
    part     String COMMENT 'a repository, a mailbox, a file; empty for a source of one piece',
    asked    LowCardinality(String) COMMENT 'origin: by a question of its own; second look: what the collector itself stated as expected',
    origin   UInt64 COMMENT 'what the source holds by its own account',
    stored   UInt64 COMMENT 'of the items that the source is not known to have deleted',
    missing  UInt64 COMMENT 'held there and not here',
    gone     UInt64 COMMENT 'held here and no longer there: deleted or rewritten; they stay counted',
    lost     Array(String) COMMENT 'keys of some of those missing, where the source lists them',
    deleted  Array(String) COMMENT 'keys of some of those gone'
)
ENGINE = MergeTree
PARTITION BY cityHash64(source) % 16
ORDER BY (source, checked, what, part)
SETTINGS {{settings}}
