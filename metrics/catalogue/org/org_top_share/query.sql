-- id: org_top_share
-- title: Share of the largest organisation
-- question: How much depends on one organisation?
-- unit: ratio
-- kind: level
-- better: lower
-- area: none
-- needs: any
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Organizational Influence
-- version: 1
-- Who works for nobody is no part of an organisation.
WITH observations AS (
    SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, organisation, source, kind, ref, work, repeated
    FROM affiliated
),
counted AS (
    SELECT scope, grain, period_start, organisation, countIf(NOT repeated) + uniqExactIf((work, person_id), repeated) AS given
    FROM observations
    GROUP BY scope, grain, period_start, organisation
)
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    grain,
    period_start,
    largest.value AS value,
    largest.lower AS lower,
    largest.upper AS upper,
    'bounds' AS interval,
    n,
    unknown / n AS unknown_share
FROM
(
    SELECT
        scope,
        grain,
        period_start,
        sum(given) AS n,
        sumIf(given, organisation = 'unknown') AS unknown,
        golden_known_share(maxIf(given, organisation NOT IN ('unknown', 'independent')), unknown, n) AS largest
    FROM counted
    GROUP BY scope, grain, period_start
)
