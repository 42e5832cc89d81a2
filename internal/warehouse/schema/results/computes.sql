-- One row publishes one compute.
CREATE TABLE golden.computes
(
    compute_id    UUID,
    as_of         DateTime('UTC'),
    published     DateTime64(3, 'UTC'),
    year_starts   UInt8,
    program       String COMMENT 'version of goldenratio',
    catalogue     String COMMENT 'hash of all definitions'
)
ENGINE = MergeTree
ORDER BY published
SETTINGS {{settings}}
