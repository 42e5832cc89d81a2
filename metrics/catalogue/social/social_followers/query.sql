-- id: social_followers
-- title: Followers
-- question: How many accounts follow the project?
-- unit: accounts
-- kind: level
-- better: higher
-- area: none
-- needs: social|forum|chat
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- One account that was not counted at the end of the period makes the sum unknown.
WITH observations AS (
    SELECT
        scope,
        segment.1 AS dimension,
        segment.2 AS member,
        grain,
        period_start,
        day AS at,
        concat(network, ' ', account) AS ref,
        value AS followers,
        recent
    FROM audience_ends
    INNER JOIN (SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant FROM span_periods) AS ends USING (instant)
    ARRAY JOIN [('', ''), ('network', toString(network))] AS segment
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    if(min(recent), toFloat64(sum(followers)), NULL) AS value,
    count() AS n
FROM observations
GROUP BY scope, dimension, member, grain, period_start
