-- What the paths of each repository tell: package paths, and package areas for
-- the parts of the code that they lay in. Three lists of one length: each area,
-- and from when until when.
CREATE TABLE resolve_paths
(
    member   LowCardinality(String),
    path     String,
    class    LowCardinality(String),
    language LowCardinality(String),
    areas    Array(LowCardinality(String)),
    since    Array(UInt32),
    until    Array(UInt32)
)
ENGINE = MergeTree
ORDER BY (member, path)
