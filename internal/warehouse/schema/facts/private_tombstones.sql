-- Who is to be forgotten: nothing of these is stored again. Only keyed hashes,
-- from which nobody can be found.
CREATE TABLE golden_private.tombstones
(
    alias_id     UUID,
    person_id    UUID COMMENT 'the anonymous person that stays in the numbers',
    address_id   UUID COMMENT 'keyed hash of the address in lower case; zero for none',
    login_id     UUID COMMENT 'keyed hash of the login in lower case; zero for none',
    name_id      UUID COMMENT 'keyed hash of the name in lower case; zero for none',
    forgotten_at DateTime('UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY alias_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
