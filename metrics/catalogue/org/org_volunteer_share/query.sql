-- id: org_volunteer_share
-- title: People who work for nobody
-- question: How many people take part in their own time?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: any
-- looks: now
-- audience: manager, analyst
-- version: 1
-- Somebody counts as they did when they contributed last in the period.
WITH observations AS (
    SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, organisation, source, kind, ref
    FROM affiliated
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    countIf(last % 4 = 1) / n AS value,
    value AS lower,
    countIf(last % 4 > 0) / n AS upper,
    'bounds' AS interval,
    count() AS n,
    countIf(last % 4 = 2) / n AS unknown_share
FROM
(
    -- when it was, and for whom: 0 for an organisation, 1 for nobody, 2 for unknown
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        max(4 * toUInt64(toUnixTimestamp(at)) + multiIf(organisation = 'independent', 1, organisation = 'unknown', 2, 0)) AS last
    FROM observations
    GROUP BY scope, dimension, member, grain, period_start, person_id
)
GROUP BY scope, dimension, member, grain, period_start
