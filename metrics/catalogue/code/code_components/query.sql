-- id: code_components
-- title: Parts of the code
-- question: How many parts of the code does work touch?
-- unit: components
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 2
-- Once a period, at the first commit.
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    min(touched_components.worked) AS at,
    concat(repository, ': ', component) AS ref,
    sum(commits) AS commits
FROM touched_components
INNER JOIN span_periods ON span_periods.span = touched_components.span
GROUP BY scope, dimension, member, grain, period_start, repository, component
