-- How many follow each account, or belong to each place, at the ends and starts of
-- periods: as counted last within a year before. Whether that was in the seven days
-- before, says recent.
SELECT
    counted.scope AS scope,
    counted.network AS network,
    counted.account AS account,
    ends.instant AS instant,
    counted.day AS day,
    counted.value AS value,
    counted.day >= ends.instant - INTERVAL 7 DAY AS recent
FROM
(
    SELECT DISTINCT scope, network, account, measure
    FROM network_audience
    ARRAY JOIN scopes AS scope
    WHERE measure IN ('followers', 'members')
) AS accounts
CROSS JOIN
(
    SELECT DISTINCT arrayJoin([period_start, least(period_end, looked)]) AS instant
    FROM span_periods
) AS ends
ASOF INNER JOIN
(
    SELECT scope, network, account, measure, toDateTime(day, 'UTC') AS day, value
    FROM network_audience
    ARRAY JOIN scopes AS scope
) AS counted
    ON counted.scope = accounts.scope AND counted.network = accounts.network AND counted.account = accounts.account
    AND counted.measure = accounts.measure AND ends.instant > counted.day
WHERE counted.day >= ends.instant - INTERVAL 1 YEAR
