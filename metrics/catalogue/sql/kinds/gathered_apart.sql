(
    SELECT scope, dimension, member, span, {{gathered}}
    FROM observations
    -- organisations by quarter, below zero
    INNER JOIN
    (
        SELECT day, toInt64(span) AS span, false AS theirs FROM day_spans
        UNION ALL
        SELECT day, -toInt64(toYYYYMM(period_start)), true FROM period_days WHERE grain = 'quarter'
    ) AS days ON days.day = toDate(observations.at) AND days.theirs = (observations.dimension = 'organisation')
    GROUP BY scope, dimension, member, span
) AS gathered
INNER JOIN
(
    SELECT toInt64(span) AS span, grain, period_start, period_end, looked FROM span_periods
    UNION ALL
    SELECT DISTINCT -toInt64(toYYYYMM(quarters.period_start)), ends.grain, ends.period_start, ends.period_end, ends.looked
    FROM (SELECT day, period_start FROM period_days WHERE grain = 'quarter') AS quarters
    INNER JOIN (SELECT * FROM period_days WHERE grain IN ('quarter', 'year')) AS ends ON ends.day = quarters.day
) AS apart USING (span)
