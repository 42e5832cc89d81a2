-- The periods that have numbers and are not complete, as shaded regions.
SELECT period_start AS time, period_end AS timeEnd, concat(label, ' is not complete') AS text, 'not complete' AS tags
FROM golden.kpi_current
WHERE scope = ${scope:sqlstring} AND grain = ${grain:sqlstring} AND stat = 'value' AND dimension = '' AND $__timeFilter(period_start)
GROUP BY period_start, period_end, label
HAVING countIf(complete) = 0 AND countIf(value IS NOT NULL) > 0
ORDER BY time
