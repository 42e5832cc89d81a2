-- How a KPI was defined when a compute ran.
SELECT version, sql
FROM golden.kpi_definitions
WHERE compute_id = {compute:UUID} AND kpi = {kpi:String}
ORDER BY version
