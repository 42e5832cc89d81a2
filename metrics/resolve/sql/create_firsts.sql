-- Which release was the first to hold a commit: package lineage.
CREATE TABLE resolve_firsts
(
    member  LowCardinality(String),
    release String COMMENT 'releases.name',
    commit  UInt64 COMMENT 'hash of the object id'
)
ENGINE = MergeTree
ORDER BY (member, commit)
