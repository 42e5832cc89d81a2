-- How far each KPI moved in each whole quarter, and which noise that has.
SELECT kpi, scope, comparison, period_start, amplitude, lower, upper
FROM golden.kpi_changes
WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR scope = {scope:String}) AND days = 0
ORDER BY kpi, scope, comparison, period_start
