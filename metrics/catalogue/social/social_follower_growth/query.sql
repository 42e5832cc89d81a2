-- id: social_follower_growth
-- title: Growth of followers
-- question: Do more accounts follow the project than before?
-- unit: accounts
-- kind: level
-- better: higher
-- area: none
-- needs: social|forum|chat
-- looks: previous
-- audience: manager, analyst
-- version: 1
-- The sum at the end of the period less that at its start, if both are known.
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
        recent,
        edge
    FROM audience_ends
    INNER JOIN
    (
        SELECT DISTINCT grain, period_start, side.1 AS edge, side.2 AS instant
        FROM span_periods
        ARRAY JOIN [('start', period_start), ('end', least(period_end, looked))] AS side
    ) AS ends USING (instant)
    ARRAY JOIN [('', ''), ('network', toString(network))] AS segment
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    if(
        min(recent) AND uniqExact(edge) = 2,
        toFloat64(sumIf(followers, edge = 'end')) - sumIf(followers, edge = 'start'),
        NULL
    ) AS value,
    countIf(edge = 'end') AS n
FROM observations
GROUP BY scope, dimension, member, grain, period_start
