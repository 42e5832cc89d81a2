-- What a commit did to one path, renames found.
CREATE TABLE golden.git_files
(
    source   LowCardinality(String),
    sha      String,
    path     String,
    old_path String COMMENT 'where it was, for renames and copies',
    status   LowCardinality(String) COMMENT 'A, M, D, R, C or T',
    added    UInt32,
    removed  UInt32,
    binary   Bool,
    module   Bool COMMENT 'a submodule''s entry',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, sha, path)
SETTINGS {{settings}}
