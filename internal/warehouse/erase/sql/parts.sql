-- The partitions of a table.
SELECT DISTINCT partition_id AS partition
FROM system.parts
WHERE database = {database:String} AND table = {table:String} AND active
ORDER BY partition
