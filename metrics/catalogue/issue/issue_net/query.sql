-- id: issue_net
-- title: Issues closed less opened
-- question: Does the heap of issues grow?
-- unit: issues
-- kind: level
-- better: none
-- area: none
-- needs: forge
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- A period in which nothing happened is known too: there the heap stays as it is.
WITH observations AS (
    SELECT scope, dimension, member, opened AS at, person_id, ref, subject, 'opened' AS what
    FROM placed_issues
    UNION ALL
    SELECT scope, dimension, member, closed, person_id, ref, subject, 'closed'
    FROM placed_issues
    WHERE toUnixTimestamp(closed) != 0
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(countIf(what = 'closed')) - countIf(what = 'opened') AS value,
    countIf(what != '') AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, what
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    UNION ALL
    SELECT scopes.scope, '', '', grain, period_start, ''
    FROM scopes
    CROSS JOIN (SELECT DISTINCT grain, period_start FROM period_days) AS every
)
GROUP BY scope, dimension, member, grain, period_start
