-- The commits that the default branch holds; rewritten ones are deleted.
CREATE TABLE golden.git_default_branch
(
    source LowCardinality(String),
    sha    String,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, sha)
SETTINGS {{settings}}
