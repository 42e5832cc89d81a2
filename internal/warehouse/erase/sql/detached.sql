-- Tables with parts that somebody has set aside: they cannot be searched.
SELECT concat(database, '.', table, ', detached parts') AS place, count() AS rows
FROM system.detached_parts
WHERE startsWith(database, 'golden')
GROUP BY place
ORDER BY place
