-- A column of each type that can hold text, for a value that a search must find.
CREATE TABLE golden_forget.control
(
    plain    String,
    low      LowCardinality(String),
    nullable Nullable(String),
    array    Array(String),
    map      Map(String, String),
    json     JSON,
    tuple    Array(Tuple(a LowCardinality(String), b String))
)
ENGINE = MergeTree
ORDER BY plain
