-- id: issue_open_age
-- title: Age of open issues
-- question: How old is what waits?
-- unit: days
-- kind: level
-- better: lower
-- area: none
-- needs: forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Issue Age
-- version: 1
WITH observations AS (
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        instant - 1 AS at,
        person_id,
        ref,
        subject,
        dateDiff('second', opened, instant) AS seconds
    FROM open_issues
    INNER JOIN placed_issues ON placed_issues.id = open_issues.id
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    golden_quantile(groupArray(seconds), 0.5) / 86400 AS value,
    count() AS n
FROM observations
GROUP BY scope, dimension, member, grain, period_start
