SELECT period_start AS time, value, lower, upper
FROM golden.kpi_current
WHERE kpi = 'KPI' AND stat = 'value' AND dimension = ''
  AND scope = ${scope:sqlstring} AND grain = ${grain:sqlstring}
  AND $__timeFilter(period_start)
ORDER BY period_start
