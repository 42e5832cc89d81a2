-- Closed quarters. Each is a compute that is kept for ever; a restatement makes
-- the next revision and leaves this row as it is.
CREATE TABLE golden.snapshots
(
    id         String COMMENT 'quarter and revision: 2014-Q2.1',
    quarter    LowCardinality(String) COMMENT 'label of the quarter that was closed: 2014-Q2',
    revision   UInt16 COMMENT 'from 1 on',
    compute_id UUID COMMENT 'the numbers, in every table of results',
    as_of      DateTime('UTC') COMMENT 'what is later was not looked at',
    identities String COMMENT 'the map of identity_maps that it went by',
    closed     DateTime('UTC') COMMENT 'when it was closed',
    closed_by  String COMMENT 'the person who signed it off, as that person wrote it',
    note       String COMMENT 'what that person had to say, or empty'
)
ENGINE = MergeTree
ORDER BY (quarter, revision)
SETTINGS {{settings}}
