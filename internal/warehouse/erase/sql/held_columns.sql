-- The columns of all tables that name people or aliases by their ids.
SELECT c.database AS database, c.table AS table, c.name AS name, c.type AS type, t.engine AS engine
FROM system.columns AS c
INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
WHERE c.database IN ('golden', 'golden_private') AND t.engine LIKE '%MergeTree'
    AND (c.database, c.table) IN
    (
        SELECT database, table
        FROM system.columns
        WHERE type IN ('UUID', 'Array(UUID)') AND name NOT IN ('run', 'compute_id', 'mark')
    )
ORDER BY database, table, c.position
