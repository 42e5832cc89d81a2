-- What tells a forgotten person wherever it stands: nothing of it is stored
-- again. Only keyed hashes.
CREATE TABLE golden_private.forgotten_marks
(
    mark      UUID COMMENT 'keyed hash of kind and text',
    kind      LowCardinality(String) COMMENT 'address, login, handle (a login without its host), name, word (that a name begins with)',
    person_id UUID
)
ENGINE = ReplacingMergeTree
ORDER BY mark
SETTINGS {{settings}}
