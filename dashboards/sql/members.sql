-- The lists, repositories, channels, organisations or states to choose from.
SELECT DISTINCT member
FROM golden.kpi_current
WHERE dimension = 'DIMENSION' AND scope = ${scope:sqlstring}
ORDER BY member
