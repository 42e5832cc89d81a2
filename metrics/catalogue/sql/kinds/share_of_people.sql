SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    sum(successes) AS x,
    sum(trials) AS n,
    -- what one person tries shares its fate: each is a cluster
    count() AS k,
    arraySum(person -> pow(person.1 - person.2 * x / n, 2), groupArray((successes, trials))) AS spread,
    golden_wilson(x, n, k, spread) AS limits
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        person_id,
        countIf(success) AS successes,
        count() AS trials
    FROM {{placed}}
    GROUP BY scope, dimension, member, grain, period_start, person_id
)
GROUP BY scope, dimension, member, grain, period_start
