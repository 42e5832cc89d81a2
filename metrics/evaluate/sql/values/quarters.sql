SELECT kpi, scope, period_start, value
FROM kpi_values
WHERE grain = 'quarter' AND stat = 'value' AND dimension = ''
ORDER BY kpi, scope, period_start
