-- One commit of a repository, whatever branches hold it.
CREATE TABLE golden.git_commits
(
    source             LowCardinality(String),
    sha                String,
    parents            Array(String),
    author_alias_id    UUID,
    committer_alias_id UUID,
    authored           DateTime('UTC') COMMENT 'author date, UTC; 1970-01-01 where none is plausible',
    author_offset      Int16 COMMENT 'minutes east of UTC',
    author_raw_date    String,
    committer_offset   Int16,
    subject            String COMMENT 'addresses replaced',
    body_lines         UInt32,
    patch_id           String COMMENT 'as git patch-id --stable; empty for merges and empty commits',
    files              UInt32,
    added              UInt32,
    removed            UInt32,
    flags              Array(LowCardinality(String)),
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, sha)
SETTINGS {{settings}}
