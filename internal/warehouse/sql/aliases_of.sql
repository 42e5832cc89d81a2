-- Aliases of some people, some aliases, or everybody's, with how often and when each was used
-- and how many people have its address.
WITH
    uses AS
    (
        SELECT alias_id, count() AS uses, min(day) AS first, max(day) AS last
        FROM
        (
            SELECT alias_id, toDate(date) AS day FROM golden.message_copies FINAL WHERE deleted = 0 AND toUnixTimestamp(date) > 0
            UNION ALL
            SELECT author_alias_id, toDate(authored) FROM golden.git_commits FINAL WHERE deleted = 0 AND toUnixTimestamp(authored) > 0
            UNION ALL
            SELECT author_alias_id, toDate(date) FROM golden.forge_acts FINAL WHERE deleted = 0 AND toUnixTimestamp(date) > 0
            UNION ALL
            SELECT author_alias_id, toDate(date) FROM golden.forge_issues FINAL WHERE deleted = 0 AND toUnixTimestamp(date) > 0
            UNION ALL
            SELECT author_alias_id, toDate(date) FROM golden.posts FINAL WHERE deleted = 0 AND toUnixTimestamp(date) > 0
        )
        GROUP BY alias_id
    ),
    shown AS
    (
        SELECT i.person_id AS person_id, i.alias_id AS alias_id, i.evidence AS evidence, a.name AS name, a.address AS address, a.login AS login
        FROM golden.identities AS i
        INNER JOIN
        (
            SELECT alias_id, any(name) AS name, any(address) AS address, any(login) AS login
            FROM golden_private.aliases FINAL
            WHERE deleted = 0
            GROUP BY alias_id
        ) AS a ON a.alias_id = i.alias_id
    )
SELECT
    toString(s.person_id) AS person_id,
    p.name AS person,
    p.bot AS bot,
    s.alias_id AS alias_id,
    s.name AS name,
    s.address AS address,
    s.login AS login,
    s.evidence AS evidence,
    uses.uses AS uses,
    if(uses.uses = 0, NULL, uses.first) AS first,
    if(uses.uses = 0, NULL, uses.last) AS last,
    s.address != '' AND owners.people > 1 AS shared
FROM shown AS s
LEFT JOIN golden.people AS p ON p.person_id = s.person_id
LEFT JOIN uses ON uses.alias_id = s.alias_id
LEFT JOIN (SELECT lowerUTF8(address) AS address, uniqExact(person_id) AS people FROM shown GROUP BY address) AS owners
    ON owners.address = lowerUTF8(s.address)
WHERE has({people:Array(UUID)}, s.person_id) OR has({aliases:Array(UUID)}, s.alias_id)
    OR empty({people:Array(UUID)}) AND empty({aliases:Array(UUID)})
ORDER BY person_id, uses DESC, name, address, login, alias_id
SETTINGS join_use_nulls = 0, do_not_merge_across_partitions_select_final = 1
