-- id: survey_share
-- title: Survey answers
-- question: What do people answer?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: survey
-- looks: now
-- audience: manager, analyst
-- version: 1
WITH observations AS (
    SELECT scope, 'answer' AS dimension, member, grain, period_start, at, ref, share, lower, upper, weighted, weighted_lower, weighted_upper, base
    FROM headline_cells
)
SELECT
    estimate.1 AS stat,
    scope,
    'answer' AS dimension,
    member,
    grain,
    period_start,
    estimate.2 AS value,
    estimate.3 AS lower,
    estimate.4 AS upper,
    'sampling' AS interval,
    toUInt64(base) AS n
FROM observations
ARRAY JOIN [('value', share, observations.lower, observations.upper), ('weighted', weighted, weighted_lower, weighted_upper)] AS estimate
WHERE estimate.2 IS NOT NULL
