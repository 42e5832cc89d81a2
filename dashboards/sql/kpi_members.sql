-- A KPI over time by list, repository, channel, organisation or state, complete
-- periods only.
SELECT period_start AS time, member, value
FROM golden.kpi_current
WHERE kpi = 'KPI' AND stat = 'value' AND dimension = 'DIMENSION' AND has([${DIMENSION:sqlstring}], member)
  AND scope = ${scope:sqlstring} AND grain = ${grain:sqlstring} AND complete
  AND $__timeFilter(period_start)
ORDER BY time, member
