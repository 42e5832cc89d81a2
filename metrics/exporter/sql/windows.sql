-- Per scope: every complete quarter and month with the days on which it was the
-- last complete one, from the end of its grace of 14 days on (shown_until 1970:
-- it still is), and the quarter that was running at the compute's as-of time.
SELECT scope, window, start, shown_from, shown_until
FROM
(
    SELECT
        scope,
        grain AS window,
        period_start AS start,
        toStartOfDay(period_end) + INTERVAL 14 DAY AS shown_from,
        leadInFrame(shown_from) OVER
            (PARTITION BY scope, grain ORDER BY period_start ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS shown_until
    FROM
    (
        SELECT DISTINCT v.scope AS scope, v.grain AS grain, v.period_start AS period_start, p.period_end AS period_end
        FROM golden.kpi_values AS v
        INNER JOIN golden.periods AS p ON p.compute_id = v.compute_id AND p.grain = v.grain AND p.period_start = v.period_start
        WHERE v.compute_id = {compute:UUID} AND v.grain IN ('quarter', 'month') AND v.complete AND v.dimension = ''
    )
)

UNION ALL

SELECT v.scope AS scope, 'quarter_to_date' AS window, max(v.period_start) AS start, start AS shown_from, toDateTime(0, 'UTC') AS shown_until
FROM golden.kpi_values AS v
INNER JOIN golden.periods AS p ON p.compute_id = v.compute_id AND p.grain = v.grain AND p.period_start = v.period_start
WHERE v.compute_id = {compute:UUID} AND v.grain = 'quarter' AND v.dimension = '' AND p.period_end > v.as_of AND v.period_start <= v.as_of
GROUP BY v.scope

ORDER BY scope, window, start
