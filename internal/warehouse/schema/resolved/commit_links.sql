-- Which patch mail became which commit, and why we think so.
CREATE TABLE {{db}}commit_links
(
    source   LowCardinality(String) COMMENT 'of the commit',
    sha      String,
    message  UInt64 COMMENT 'change_patches.message',
    evidence LowCardinality(String) COMMENT 'message-id, patch-id, subject, similarity',
    score    Float64 COMMENT '1 for message-id and patch-id; how alike they are for the others',
    date     DateTime('UTC') COMMENT 'committer date'
)
ENGINE = MergeTree
ORDER BY (message, source, sha)
SETTINGS {{settings}}
