-- One row publishes one compute.
CREATE TABLE golden.computes
(
    compute_id    UUID,
    as_of         DateTime('UTC'),
    published     DateTime64(3, 'UTC'),
    year_starts   UInt8,
    program       String COMMENT 'version of goldenratio',
    catalogue     String COMMENT 'hash of all definitions',
    snapshot      String COMMENT 'of a closed quarter: 2014-Q2.1; empty: an ordinary compute'
)
ENGINE = MergeTree
ORDER BY published
SETTINGS {{settings}}
