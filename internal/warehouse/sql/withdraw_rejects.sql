-- Rejects whose item is gone.
INSERT INTO golden_private.rejects
SELECT * REPLACE (1 AS deleted, {fetched:DateTime('UTC')} AS fetched_at, {run:UUID} AS run)
FROM golden_private.rejects AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0 AND arrayExists(prefix -> startsWith(origin, prefix), splitByChar('\0', {prefixes:String}))
