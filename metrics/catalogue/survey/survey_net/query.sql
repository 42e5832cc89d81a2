-- id: survey_net
-- title: Net answers
-- question: How many more choose the best two steps than the worst two?
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
    WHERE name = 'net'
)
SELECT stat, scope, dimension, member, grain, period_start, value, lower, upper, 'sampling' AS interval, n
FROM observations
