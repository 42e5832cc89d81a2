-- The totals of all quarters, and of the first days of the running quarter and
-- of those that it is compared with.
SELECT kpi, scope, grain, stat, period_start, as_of, value, n, coverage, complete, sources
FROM kpi_values
WHERE dimension = '' AND member = ''
    AND (grain = 'quarter' AND stat IN ('value', 'compared') OR grain = 'quarter_to_date' AND stat = 'value')
ORDER BY kpi, scope, grain, stat, period_start
