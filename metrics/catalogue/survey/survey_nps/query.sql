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
    SELECT stat, scope, 'question' AS dimension, member, grain, period_start, at, ref, value, lower, upper, n
    FROM headline_estimates
    WHERE name = 'nps'
)
SELECT stat, scope, dimension, member, grain, period_start, value, lower, upper, 'sampling' AS interval, n
FROM observations
