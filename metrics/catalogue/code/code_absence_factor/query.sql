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
-- version: 1
-- The share of the first is that of the person with most credits.
WITH observations AS (
    SELECT scope, dimension, member, at, person_id, source, ref, subject
    FROM credits
),
credited AS (
    SELECT scope, dimension, member, grain, period_start, person_id, count() AS credits
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    GROUP BY scope, dimension, member, grain, period_start, person_id
),
spread AS (
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        sum(credits) AS n,
        golden_absence(groupArray(credits)) AS factor,
        max(credits) / sum(credits) AS first_share
    FROM credited
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
