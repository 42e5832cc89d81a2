(
    SELECT scope, dimension, member, end.1 AS grain, end.2 AS period_start, items
    FROM
    (
        -- what comes and what goes, added up from end to end
        SELECT
            scope,
            dimension,
            member,
            sum(sum(step.2)) OVER (PARTITION BY scope, dimension, member ORDER BY ends.instant ROWS UNBOUNDED PRECEDING) AS items,
            ends.instant AS reached,
            leadInFrame(ends.instant, 1, toDateTime('2106-02-07', 'UTC')) OVER (PARTITION BY scope, dimension, member ORDER BY ends.instant ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
        FROM (SELECT scope, dimension, member, step, step.1 AS moment, 1 AS one FROM observations ARRAY JOIN [(since, 1), (until, -1)] AS step) AS steps
        ASOF INNER JOIN (SELECT DISTINCT least(period_end, looked) AS instant, 1 AS one FROM span_periods) AS ends ON ends.one = steps.one AND ends.instant > steps.moment
        GROUP BY scope, dimension, member, ends.instant
    )
    ARRAY JOIN arrayFilter(
        end -> end.3 >= reached AND end.3 < next,
        (SELECT groupUniqArray((toString(grain), period_start, least(period_end, looked))) FROM span_periods)
    ) AS end
    WHERE items > 0
) AS gathered
