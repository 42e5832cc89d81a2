-- id: people_new
-- title: New people
-- question: How many people take part for the first time?
-- unit: people
-- kind: count
-- better: higher
-- area: community
-- needs: any
-- looks: ever
-- audience: board, manager, analyst
-- chaoss: New Contributors
-- version: 2
-- New is who contributes anywhere in the root scope for the first time; a part
-- of it counts those of them who are also active there in that period. Of a
-- source whose past is cut off nobody can be called new for its first year.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    grain,
    period_start,
    at,
    contributions.person_id AS person_id,
    source,
    kind,
    ref
FROM contributions
INNER JOIN
(
    SELECT person_id, scope AS root, min(date) AS first
    FROM activity
    ARRAY JOIN scopes AS scope
    WHERE position(scope, '/') = 0
    GROUP BY person_id, root
) AS beginners ON beginners.person_id = contributions.person_id AND beginners.root = substringIndex(scope, '/', 1)
WHERE NOT young AND first >= period_start
