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
    committer_bot Bool,
    merge        Bool,
    covered      Bool COMMENT 'has a Reviewed-by or Acked-by of another person than the author, or an approving review of them stood when its change was merged',
    subject      String,
    added        UInt32 COMMENT 'lines, without vendored and generated paths and pure renames',
    removed      UInt32,
    components   Array(LowCardinality(String)) COMMENT 'areas of MAINTAINERS or CODEOWNERS at that time that these lines are in, else top-level directories; . for files beside them',
    classes      Array(LowCardinality(String)) COMMENT 'kinds of files touched: source, test, documentation, configuration, vendored, generated, other',
    languages    Array(LowCardinality(String)) COMMENT 'of the source files touched',
    places       Array(Tuple(scope LowCardinality(String), member LowCardinality(String))) COMMENT 'where it counts: an equal patch of another repository counts once in a scope, for the earliest committer date'
)
ENGINE = MergeTree
ORDER BY (date, source, sha)
SETTINGS {{settings}}
