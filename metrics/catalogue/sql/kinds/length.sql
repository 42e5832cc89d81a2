-- Nothing waits any more: quantiles by rank, of which later looks change nothing.
SELECT
    quantile.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    golden_quantile(lengths, quantile.2) / {{unit}} AS value,
    length(lengths) AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, arraySort(groupArrayMerge(gathered.lengths)) AS lengths
    FROM {{placed}}
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN [('value', 0.5), ('p85', 0.85), ('compared', 0.5)] AS quantile
