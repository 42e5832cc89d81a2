-- What the store says of itself: the schema's hash, the clock it was made at.
CREATE TABLE golden.meta
(
    name  String,
    value String
)
ENGINE = ReplacingMergeTree
ORDER BY name
SETTINGS {{settings}}
