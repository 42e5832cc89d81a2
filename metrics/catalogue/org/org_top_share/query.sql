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
-- version: 3
-- Who works for nobody is no part of an organisation.
WITH observations AS (
    SELECT scope, '' AS dimension, '' AS member, at, person_id, organisation, source, kind, ref, work, repeated
    FROM affiliated
),
gathered AS (
    SELECT scope, organisation, source, span, countIf(NOT repeated) AS single, groupArrayIf((work, person_id), repeated) AS shared
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, organisation, source, span
),
counted AS (
    SELECT scope, organisation, grain, period_start, sum(single) + uniqExactArray(shared) AS given
    FROM gathered
    INNER JOIN covered_periods USING (source, span)
    GROUP BY scope, organisation, grain, period_start
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
