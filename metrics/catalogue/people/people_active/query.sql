-- id: people_active
-- title: Active people
-- question: How many people take part?
-- unit: people
-- kind: count
-- better: higher
-- area: community
-- needs: any
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributors
-- version: 1
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
    WHERE NOT bot AND covered
)
SELECT
    scope,
    grain,
    period_start,
    toFloat64(uniqExact(person_id)) AS value,
    uniqExact(person_id) AS n
FROM observations
GROUP BY scope, grain, period_start
