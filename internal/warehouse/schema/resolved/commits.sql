-- One commit of a default branch, merges included.
CREATE TABLE {{db}}commits
(
    source       LowCardinality(String),
    sha          String,
    patch_id     String,
    date         DateTime('UTC') COMMENT 'committer date',
    authored     DateTime('UTC') COMMENT 'author date; 1970-01-01 where none is plausible',
    author_id    UUID COMMENT 'person',
    committer_id UUID COMMENT 'person',
    co_author_ids Array(UUID) COMMENT 'people named by Co-developed-by and Co-authored-by, bots left out',
    bot          Bool COMMENT 'the author is a bot',
    merge        Bool,
    covered      Bool COMMENT 'has a Reviewed-by or Acked-by of another person than the author',
    subject      String,
    added        UInt32 COMMENT 'lines, without vendored and generated paths and pure renames',
    removed      UInt32,
    components   Array(LowCardinality(String)) COMMENT 'top-level directories of the paths that these lines are in; . for files beside them',
    places       Array(Tuple(scope LowCardinality(String), member LowCardinality(String))) COMMENT 'where it counts: an equal patch of another repository counts once in a scope, for the earliest committer date'
)
ENGINE = MergeTree
ORDER BY (date, source, sha)
SETTINGS {{settings}}
