-- A KPI by the parts that it is counted in, largest first, in one quarter.
SELECT dimension, member, value, lower, upper, interval, n
FROM golden.kpi_values
WHERE compute_id = {compute:UUID}
  AND kpi = {kpi:String}
  AND scope = {scope:String}
  AND grain = 'quarter'
  AND stat = 'value'
  AND dimension != ''
  AND period_start = {start:DateTime}
ORDER BY dimension, value DESC NULLS LAST, member
LIMIT 20 BY dimension
