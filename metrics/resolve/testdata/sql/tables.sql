SELECT database, name
FROM system.tables
WHERE (database = 'golden' OR database = currentDatabase()) AND engine LIKE '%MergeTree' AND name != 'meta'
ORDER BY database, name
