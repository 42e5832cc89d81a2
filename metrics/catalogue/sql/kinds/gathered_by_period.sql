(
    SELECT scope, dimension, member, grain, period_start, {{gathered}}
    FROM observations
    GROUP BY scope, dimension, member, grain, period_start
) AS gathered
