-- One window's values: of complete periods only what is complete. Members are
-- those of the dimensions that may become labels, never people or subjects.
SELECT kpi, stat, scope, dimension, member, value, lower, upper, n, coverage
FROM golden.kpi_values
WHERE compute_id = {compute:UUID}
  AND grain = {grain:String}
  AND period_start = {start:DateTime}
  AND scope = {scope:String}
  AND dimension IN ('', 'list', 'repository', 'channel', 'class', 'kind', 'organisation')
  AND (complete OR {running:Bool})
ORDER BY kpi, stat, dimension, member
