SELECT
    scope,
    dimension,
    one.1 AS member,
    grain,
    period_start,
    share.value AS value,
    share.lower AS lower,
    share.upper AS upper,
    'bounds' AS interval,
    n,
    unknown / n AS unknown_share
FROM
(
    SELECT
        scope,
        dimension,
        grain,
        period_start,
        groupArray((member, given)) AS members,
        sum(given) AS n,
        sumIf(given, member = 'unknown') AS unknown
    FROM
    (
        SELECT scope, dimension, member, grain, period_start, {{counted}} AS given
        FROM {{placed}}
        GROUP BY scope, dimension, member, grain, period_start
    )
    GROUP BY scope, dimension, grain, period_start
)
ARRAY JOIN
    members AS one,
    -- of those unknown there is only the share in all
    arrayMap(
        part -> if(part.1 = 'unknown', CAST((part.2 / n, NULL, NULL), 'Tuple(value Nullable(Float64), lower Nullable(Float64), upper Nullable(Float64))'), golden_known_share(part.2, unknown, n)),
        members
    ) AS share
