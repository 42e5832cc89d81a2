-- id: org_new
-- title: New organisations
-- question: How many organisations take part for the first time?
-- unit: organisations
-- kind: count
-- better: higher
-- area: none
-- needs: any
-- looks: ever
-- audience: manager, analyst
-- version: 3
-- New is an organisation for which somebody contributes anywhere in the root
-- scope for the first time; a part of it counts those of them that are also
-- active there in that period.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    grain,
    period_start,
    date AS at,
    person_id,
    organisation,
    early.source AS source,
    kind,
    ref
FROM
(
    SELECT date, person_id, employed_activity.organisation AS organisation, source, kind, ref, scopes, root, first
    FROM employed_activity
    INNER JOIN
    (
        SELECT organisation, root, min(date) AS first
        FROM employed_activity
        ARRAY JOIN arrayFilter(scope -> position(scope, '/') = 0, scopes) AS root
        WHERE organisation NOT IN ('unknown', 'independent')
        GROUP BY organisation, root
    ) AS beginners ON beginners.organisation = employed_activity.organisation
    -- no period is longer: spares the others the joins
    WHERE date < first + INTERVAL 366 DAY
) AS early
INNER JOIN day_spans ON day_spans.day = toDate(early.date)
INNER JOIN covered_periods ON covered_periods.source = early.source AND covered_periods.span = day_spans.span
ARRAY JOIN arrayFilter(scope -> splitByChar('/', scope)[1] = root, scopes) AS scope
WHERE NOT young AND first >= period_start
