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
-- version: 1
-- New is an organisation for which somebody contributes anywhere in the root
-- scope for the first time; a part of it counts those of them that are also
-- active there in that period.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    grain,
    period_start,
    at,
    person_id,
    organisation_days.organisation AS organisation,
    source,
    ref
FROM organisation_days
INNER JOIN
(
    SELECT organisation, scope AS root, min(date) AS first
    FROM employed_activity
    ARRAY JOIN scopes AS scope
    WHERE position(scope, '/') = 0
    GROUP BY organisation, root
) AS beginners ON beginners.organisation = organisation_days.organisation AND beginners.root = splitByChar('/', scope)[1]
WHERE NOT young AND first >= period_start
