-- Per scope: the last complete quarter and month, and the quarter that was
-- running at the compute's as-of time.
SELECT scope, grain AS window, max(period_start) AS start
FROM golden.kpi_values
WHERE compute_id = {compute:UUID} AND grain IN ('quarter', 'month') AND complete AND dimension = ''
GROUP BY scope, grain

UNION ALL

SELECT v.scope AS scope, 'quarter_to_date' AS window, max(v.period_start) AS start
FROM golden.kpi_values AS v
INNER JOIN golden.periods AS p ON p.compute_id = v.compute_id AND p.grain = v.grain AND p.period_start = v.period_start
WHERE v.compute_id = {compute:UUID} AND v.grain = 'quarter' AND v.dimension = '' AND p.period_end > v.as_of AND v.period_start <= v.as_of
GROUP BY v.scope

ORDER BY scope, window
