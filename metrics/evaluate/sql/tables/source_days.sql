-- What each source gave, and what it should have given, by day.
CREATE TABLE source_days
(
    source   LowCardinality(String),
    day      Date,
    received UInt64,
    expected UInt64
)
ENGINE = MergeTree
ORDER BY (source, day)
