-- How many rows the tables hold that stand in both databases under one name.
SELECT name, ifNull(total_rows, 0) AS rows
FROM system.tables
WHERE database = currentDatabase()
    AND name IN (SELECT name FROM system.tables WHERE database = 'golden')
    AND name NOT IN ('periods', 'scopes')
    AND name NOT IN {results:Array(String)}
ORDER BY name
