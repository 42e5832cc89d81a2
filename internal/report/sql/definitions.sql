-- The catalogue as it was when the compute ran.
SELECT kpi, version, title, question, unit, kind, better, sql
FROM golden.kpi_definitions
WHERE compute_id = {compute:UUID}
ORDER BY kpi
