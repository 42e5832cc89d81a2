-- People whom somebody began to forget: their aliases are still there, or what is
-- made for a sweep, which is then the last person's.
SELECT toString(person_id) AS person_id
FROM
(
    SELECT person_id
    FROM golden_private.tombstones
    WHERE alias_id IN (SELECT alias_id FROM golden_private.aliases)
    UNION ALL
    SELECT argMax(person_id, at)
    FROM golden_private.forgotten
    WHERE (SELECT count() FROM system.databases WHERE name = 'golden_forget') > 0
    HAVING count() > 0
)
GROUP BY person_id
ORDER BY person_id
