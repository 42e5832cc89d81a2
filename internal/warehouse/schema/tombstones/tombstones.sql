-- The aliases of people who asked to be forgotten: in the numbers they stay one
-- anonymous person each. Only keyed hashes, from which nobody can be found.
CREATE TABLE golden_private.tombstones
(
    alias_id     UUID,
    person_id    UUID COMMENT 'the anonymous person that stays in the numbers',
    address_id   UUID COMMENT 'keyed hash of the address in lower case; zero for none',
    login_id     UUID COMMENT 'keyed hash of the login in lower case; zero for none',
    name_id      UUID COMMENT 'keyed hash of the name in lower case; zero for none',
    names        Array(String) COMMENT 'keyed hashes of the words of the full names, and after / of what numbers mailboxes under them: how rare the names of others are stays as it was',
    bot          Bool COMMENT 'the person is a program in the numbers'
)
ENGINE = ReplacingMergeTree
ORDER BY alias_id
SETTINGS {{settings}}
