-- Who was who when a quarter was closed: ids only, never names. Snapshots of
-- one map share it.
CREATE TABLE golden.identity_maps
(
    map       String COMMENT 'hash of its content',
    alias_id  UUID,
    person_id UUID,
    bot       Bool
)
ENGINE = MergeTree
PARTITION BY map
ORDER BY alias_id
SETTINGS {{settings}}
