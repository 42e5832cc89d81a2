SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    arraySum(clusters.1) AS x,
    arraySum(clusters.2) AS n,
    arraySum(person -> pow(person.1 - person.2 * x / n, 2), clusters) AS spread,
    golden_wilson(x, n, length(clusters) - 1, spread) AS limits
FROM
(
    -- what one person tries shares its fate: each is a cluster
    SELECT scope, dimension, member, grain, period_start, golden_clusters(groupArrayMerge(trials)) AS clusters
    FROM {{placed}}
    GROUP BY scope, dimension, member, grain, period_start
)
