-- Which person an alias is.
CREATE TABLE golden.identities
(
    alias_id  UUID,
    person_id UUID,
    evidence  LowCardinality(String) COMMENT 'why: equal address, equal name without an address …'
)
ENGINE = MergeTree
ORDER BY alias_id
SETTINGS {{settings}}
