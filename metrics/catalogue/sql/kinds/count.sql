SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    {{counted}}
FROM {{placed}}
GROUP BY scope, dimension, member, grain, period_start
