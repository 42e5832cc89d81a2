-- Some KPIs by network, from the oldest quarter shown to the newest.
SELECT
    kpi, stat, member AS network, period_start AS start, value, lower, upper, interval, n,
    unknown_share, coverage, complete, sources, definition_version
FROM golden.kpi_values
WHERE compute_id = {compute:UUID}
  AND kpi IN {kpis:Array(String)}
  AND scope = {scope:String}
  AND grain = 'quarter'
  AND stat = 'value'
  AND dimension = 'network'
  AND period_start >= {from:DateTime}
  AND period_start <= {to:DateTime}
ORDER BY kpi, network, period_start
