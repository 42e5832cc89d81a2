-- Which patch became which commit, and why we think so.
CREATE TABLE {{db}}commit_links
(
    source   LowCardinality(String) COMMENT 'of the commit',
    sha      String,
    message  UInt64 COMMENT 'change_patches.message',
    evidence LowCardinality(String) COMMENT 'by mail message-id, patch-id, subject, similarity; on a forge merge (the forge names the commit), sha (it is the same), patch-id, rebase (the forge made it anew)',
    score    Float64 COMMENT '1 for all but subject and similarity: how alike they are',
    date     DateTime('UTC') COMMENT 'committer date'
)
ENGINE = MergeTree
ORDER BY (message, source, sha)
SETTINGS {{settings}}
