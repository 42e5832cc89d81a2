-- A KPI over time; what is not complete yet stands apart.
SELECT
    v.period_start AS time,
    if(v.complete, v.value, NULL) AS value,
    if(v.complete, v.lower, NULL) AS lower,
    if(v.complete, v.upper, NULL) AS upper,
    if(v.complete, NULL, v.value) AS `not complete`
FROM golden.kpi_current AS v
WHERE v.kpi = 'KPI' AND v.stat = 'value' AND v.dimension = ''
  AND v.scope = ${scope:sqlstring} AND v.grain = ${grain:sqlstring}
  AND $__timeFilter(v.period_start)
ORDER BY time
