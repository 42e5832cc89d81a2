-- The verdict on each KPI in each whole quarter.
SELECT kpi, scope, comparison, verdict, news, period_start
FROM golden.kpi_changes
WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR scope = {scope:String}) AND days = 0 AND verdict != ''
ORDER BY kpi, scope, comparison, verdict, news, period_start
