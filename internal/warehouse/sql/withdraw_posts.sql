-- Posts, or their texts, whose item is gone and whose record no other item has.
INSERT INTO {database:Identifier}.{table:Identifier}
SELECT * REPLACE (1 AS deleted, {fetched:DateTime('UTC')} AS fetched_at, {run:UUID} AS run)
FROM {database:Identifier}.{table:Identifier} AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0
    AND concat('post ', network, ' ', id) IN
    (
        SELECT key
        FROM golden.items FINAL
        WHERE source = {source:String}
        GROUP BY key
        HAVING countIf(deleted = 0) = 0 AND countIf(arrayExists(prefix -> startsWith(origin, prefix), splitByChar('\0', {prefixes:String}))) > 0
    )
