-- The lowest coverage of a scope's KPIs, and how many of them are complete.
SELECT period_start AS time, min(coverage) AS `lowest coverage`, countIf(complete) / count() AS `complete KPIs`
FROM golden.kpi_current
WHERE scope = ${scope:sqlstring} AND grain = ${grain:sqlstring} AND stat = 'value' AND dimension = '' AND $__timeFilter(period_start)
GROUP BY time
ORDER BY time
