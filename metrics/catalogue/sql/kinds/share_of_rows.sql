SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    sum(successes) AS x,
    sum(trials) AS n,
    -- each is a cluster of its own
    golden_wilson(x, n, n, x - x * x / n) AS limits
FROM {{placed}}
GROUP BY scope, dimension, member, grain, period_start
