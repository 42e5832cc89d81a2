SELECT kpi, sql
FROM golden.kpi_definitions
WHERE compute_id = {compute:UUID}
ORDER BY kpi
