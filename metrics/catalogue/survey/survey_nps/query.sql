-- id: survey_nps
-- title: Recommendation
-- question: Would people recommend it?
-- unit: points
-- kind: level
-- better: higher
-- area: none
-- needs: survey
-- looks: now
-- audience: manager, analyst
-- version: 1
WITH observations AS (
    SELECT scope, 'question' AS dimension, member, grain, period_start, at, ref, said, lower, upper, weighted, n
    FROM headline_scores
    WHERE name = 'nps'
)
SELECT
    estimate.1 AS stat,
    scope,
    'question' AS dimension,
    member,
    grain,
    period_start,
    estimate.2 AS value,
    estimate.3 AS lower,
    estimate.4 AS upper,
    'sampling' AS interval,
    toUInt64(observations.n) AS n
FROM observations
ARRAY JOIN [('value', toNullable(said), observations.lower, observations.upper), ('weighted', weighted, NULL, NULL)] AS estimate
WHERE estimate.2 IS NOT NULL
