-- A commit with the final release of its repository that was the first to hold
-- it, whatever branch it lies on. What no release holds yet is not here.
CREATE TABLE {{db}}release_commits
(
    source        LowCardinality(String) COMMENT 'releases.source',
    release       String COMMENT 'releases.name',
    sha           String,
    date          DateTime('UTC') COMMENT 'committer date',
    author_id     UUID COMMENT 'person',
    co_author_ids Array(UUID) COMMENT 'people named by Co-developed-by and Co-authored-by, bots left out',
    bot           Bool COMMENT 'the author is a bot',
    merge         Bool,
    tags          UInt32 COMMENT 'review tags of other people than the author'
)
ENGINE = MergeTree
ORDER BY (source, release, sha)
SETTINGS {{settings}}
