-- id: org_share
-- title: Shares of organisations
-- question: Who does the work?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: any
-- looks: now
-- audience: manager, analyst
-- chaoss: Organizational Diversity
-- version: 2
-- A contribution that several sources show counts once.
WITH observations AS (
    SELECT scope, 'organisation' AS dimension, organisation AS member, at, person_id, source, kind, ref, work, repeated
    FROM affiliated
),
gathered AS (
    SELECT scope, member, source, span, countIf(NOT repeated) AS single, groupArrayIf((work, person_id), repeated) AS shared
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, member, source, span
),
counted AS (
    SELECT scope, member, grain, period_start, sum(single) + uniqExactArray(shared) AS given
    FROM gathered
    INNER JOIN covered_periods USING (source, span)
    GROUP BY scope, member, grain, period_start
)
SELECT
    scope,
    'organisation' AS dimension,
    one.1 AS member,
    grain,
    period_start,
    share.value AS value,
    share.lower AS lower,
    share.upper AS upper,
    'bounds' AS interval,
    n,
    unknown / n AS unknown_share
FROM
(
    SELECT
        scope,
        grain,
        period_start,
        groupArray((member, given)) AS members,
        sum(given) AS n,
        sumIf(given, member = 'unknown') AS unknown
    FROM counted
    GROUP BY scope, grain, period_start
)
ARRAY JOIN
    members AS one,
    -- of those unknown there is only the share in all
    arrayMap(
        given -> if(given.1 = 'unknown', CAST((given.2 / n, NULL, NULL), 'Tuple(value Nullable(Float64), lower Nullable(Float64), upper Nullable(Float64))'), golden_known_share(given.2, unknown, n)),
        members
    ) AS share
