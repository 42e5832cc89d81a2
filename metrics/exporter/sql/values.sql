-- Values of quarters or months: of complete periods only what is complete.
-- Members are those of the dimensions that may become labels, never people or
-- subjects. No kpi, scope, grain or start (1970): all of them.
SELECT kpi, stat, scope, dimension, member, grain, period_start, value, lower, upper, n, coverage
FROM golden.kpi_values
WHERE compute_id = {compute:UUID}
  AND ({kpi:String} = '' OR kpi = {kpi:String})
  AND ({scope:String} = '' OR scope = {scope:String})
  AND grain IN ('quarter', 'month')
  AND ({grain:String} = '' OR grain = {grain:String})
  AND (toUnixTimestamp({start:DateTime}) = 0 OR period_start = {start:DateTime})
  AND dimension IN ('', 'list', 'repository', 'channel', 'class', 'kind', 'organisation')
  AND (complete OR {running:Bool})
  AND stat != 'compared'
ORDER BY kpi, scope, grain, stat, dimension, member, period_start
