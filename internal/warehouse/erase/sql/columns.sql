-- Every column that can hold text, of every table that stores something, and
-- whether the table has no rows, and parts that do not count any more.
SELECT c.database AS database, c.table AS table, c.name AS name, c.type AS type, t.engine AS engine,
    ifNull(t.total_rows, 1) = 0 AS empty,
    (c.database, c.table) IN (SELECT database, table FROM system.parts WHERE NOT active) AS outdated
FROM system.columns AS c
INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
WHERE match(c.type, 'String|JSON|Dynamic|Variant|Object|Enum')
    AND t.engine NOT LIKE '%View' AND t.engine NOT LIKE 'System%'
    AND lower(c.database) != 'information_schema'
    AND (c.database != 'system' OR t.engine LIKE '%MergeTree')
ORDER BY database, table, c.position
