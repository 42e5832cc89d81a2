-- A scope's totals by quarter, from the oldest quarter shown to the newest.
SELECT
    kpi, stat, period_start AS start, value, lower, upper, interval, n,
    unknown_share, coverage, complete, sources, definition_version
FROM golden.kpi_values
WHERE compute_id = {compute:UUID}
  AND scope = {scope:String}
  AND grain = 'quarter'
  AND dimension = ''
  AND stat != 'compared' -- kept for changes, of no use to people
  AND period_start >= {from:DateTime}
  AND period_start <= {to:DateTime}
ORDER BY kpi, stat, period_start
