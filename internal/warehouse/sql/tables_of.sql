-- The tables of a database that store something.
SELECT name
FROM system.tables
WHERE database = {database:String} AND engine LIKE '%MergeTree'
ORDER BY name
