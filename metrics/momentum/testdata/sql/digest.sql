SELECT concat(name, ' ', toString(rows), ' ', toString(digest)) AS line
FROM
(
    SELECT 'kpi_changes' AS name, count() AS rows, cityHash64(groupArray(toString(tuple(*)))) AS digest FROM (SELECT * FROM kpi_changes ORDER BY ALL)
    UNION ALL
    SELECT 'index_values', count(), cityHash64(groupArray(toString(tuple(*)))) FROM (SELECT * FROM index_values ORDER BY ALL)
    UNION ALL
    SELECT 'index_areas', count(), cityHash64(groupArray(toString(tuple(*)))) FROM (SELECT * FROM index_areas ORDER BY ALL)
    UNION ALL
    SELECT 'index_kpis', count(), cityHash64(groupArray(toString(tuple(*)))) FROM (SELECT * FROM index_kpis ORDER BY ALL)
)
ORDER BY name
