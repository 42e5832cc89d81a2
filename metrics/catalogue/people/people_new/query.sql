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
-- version: 1
-- New is who contributes anywhere in the root scope for the first time; a part
-- of it counts those of them who are also active there in that period. Of a
-- source whose past is cut off nobody can be called new for its first year.
WITH observations AS (
    SELECT
        scope,
        '' AS dimension,
        '' AS member,
        grain,
        period_start,
        date AS at,
        activity.person_id AS person_id,
        source,
        activity.kind AS kind,
        ref
    FROM activity
    INNER JOIN period_days ON period_days.day = toDate(activity.date)
    INNER JOIN source_periods USING (source, grain, period_start)
    ARRAY JOIN scopes AS scope
    INNER JOIN
    (
        SELECT person_id, scope AS root, min(date) AS first
        FROM activity
        ARRAY JOIN scopes AS scope
        WHERE position(scope, '/') = 0
        GROUP BY person_id, root
    ) AS beginners ON beginners.person_id = activity.person_id AND beginners.root = splitByChar('/', scope)[1]
    WHERE NOT bot AND covered AND NOT young AND first >= period_start
)
SELECT
    scope,
    grain,
    period_start,
    toFloat64(uniqExact(person_id)) AS value,
    uniqExact(person_id) AS n
FROM observations
GROUP BY scope, grain, period_start
