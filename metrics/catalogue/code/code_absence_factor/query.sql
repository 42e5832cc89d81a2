-- id: code_absence_factor
-- title: Absence factor of the code
-- question: How few people do half of the work on the code?
-- unit: people
-- kind: level
-- better: higher
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 2
-- The share of the first is that of the person with most credits.
WITH observations AS (
    SELECT scope, dimension, member, at, person_id, source, ref, subject
    FROM credits
),
gathered AS (
    SELECT scope, dimension, member, span, groupArrayState(cityHash64(person_id)) AS credited
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
        golden_tally(groupArrayMerge(credited)) AS credits,
        arraySum(credits) AS n,
        golden_absence(credits) AS factor,
        arrayMax(credits) / n AS first_share
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
    n
FROM spread
ARRAY JOIN [('value', toFloat64(factor)), ('first_share', first_share)] AS stats
