-- id: code_elephant_factor
-- title: Elephant factor
-- question: How few organisations do half of the work on the code?
-- unit: organisations
-- kind: level
-- better: higher
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Elephant Factor
-- version: 1
-- Who works for nobody is an organisation of one.
WITH observations AS (
    SELECT
        scope,
        dimension,
        member,
        at,
        credits.person_id AS person_id,
        if(at < until, organisation, 'unknown') AS organisation,
        source,
        ref,
        subject
    FROM credits
    ASOF LEFT JOIN employers ON employers.person_id = credits.person_id AND employers.from <= credits.at
),
gathered AS (
    SELECT
        scope,
        dimension,
        member,
        span,
        groupArrayIfState(if(organisation = 'independent', cityHash64(person_id), cityHash64(organisation)), organisation != 'unknown') AS named,
        groupArrayIfState(cityHash64(person_id), organisation = 'unknown') AS unnamed
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
),
spread AS (
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        golden_tally(groupArrayIfMerge(named)) AS known,
        golden_tally(groupArrayIfMerge(unnamed)) AS strangers,
        arraySum(strangers) AS unknown,
        arraySum(known) + unknown AS n,
        golden_elephant(known, strangers) AS factor,
        golden_known_share(arrayMax(known), unknown, n) AS first
    FROM gathered
    INNER JOIN span_periods USING (span)
    GROUP BY scope, dimension, member, grain, period_start
)
SELECT
    stats.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    stats.2 AS value,
    stats.3 AS lower,
    stats.4 AS upper,
    'bounds' AS interval,
    n,
    unknown / n AS unknown_share
FROM spread
ARRAY JOIN [
    ('value', factor.value, factor.lower, factor.upper),
    ('first_share', first.value, first.lower, first.upper)
] AS stats
