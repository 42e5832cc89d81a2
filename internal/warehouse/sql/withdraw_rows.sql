-- Rows of one table whose origin is gone and whose record no other item has.
INSERT INTO {database:Identifier}.{table:Identifier}
SELECT * REPLACE (1 AS deleted, {fetched:DateTime('UTC')} AS fetched_at, {run:UUID} AS run)
FROM {database:Identifier}.{table:Identifier} AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0 AND origin IN
(
    SELECT origin
    FROM golden.items FINAL
    WHERE source = {source:String} AND startsWith(origin, {prefix:String})
        AND key NOT IN (SELECT key FROM golden.items FINAL WHERE source = {source:String} AND deleted = 0 AND key != '')
)
