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
-- version: 3
-- New is who contributes anywhere in the root scope for the first time; a part
-- of it counts those of them who are also active there in that period. Of a
-- source whose past is cut off nobody can be called new for its first year.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    grain,
    period_start,
    date AS at,
    person_id,
    early.source AS source,
    kind,
    ref
FROM
(
    SELECT date, activity.person_id AS person_id, source, kind, ref, scopes, root, first
    FROM activity
    INNER JOIN first_contributions ON first_contributions.person_id = activity.person_id
    -- no period is longer: spares the others the joins
    WHERE NOT bot AND date < first + INTERVAL 366 DAY
) AS early
INNER JOIN day_spans ON day_spans.day = toDate(early.date)
INNER JOIN covered_periods ON covered_periods.source = early.source AND covered_periods.span = day_spans.span
ARRAY JOIN arrayFilter(scope -> substringIndex(scope, '/', 1) = root, scopes) AS scope
WHERE NOT young AND first >= period_start
