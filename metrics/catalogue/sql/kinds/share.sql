SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    x / n AS value,
    limits.lower AS lower,
    limits.upper AS upper,
    'sampling' AS interval,
    n
FROM
(
    {{counted}}
)
