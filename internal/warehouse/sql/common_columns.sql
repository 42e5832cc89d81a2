-- The columns that a table has had and still has.
SELECT name
FROM system.columns
WHERE database = {database:String}
    AND table = {table:String}
    AND name IN (SELECT name FROM system.columns WHERE database = {kept:String} AND table = {table:String})
ORDER BY position
