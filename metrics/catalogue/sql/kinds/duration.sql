-- Compared is as everything was looked at 14 days after its period's end.
SELECT
    estimate.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    estimate.2 / {{unit}} AS value,
    estimate.3 / {{unit}} AS lower,
    estimate.4 / {{unit}} AS upper,
    'sampling' AS interval,
    length(waits) AS n
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        groupArrayMerge(gathered.starts) AS starts,
        groupArrayMerge(gathered.waits) AS waits,
        toInt64(toUnixTimestamp(any(looked))) AS seen,
        toInt64(toUnixTimestamp(any(least(looked, period_end + INTERVAL 14 DAY)))) AS frozen,
        golden_km(golden_cut(starts, waits, seen)) AS km,
        golden_km(golden_cut(starts, waits, frozen)) AS compared
    FROM {{placed}}
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN [
    ('value', km.median, km.lower, km.upper),
    ('p85', km.p85, km.p85_lower, km.p85_upper),
    ('compared', compared.median, compared.lower, compared.upper)
] AS estimate
