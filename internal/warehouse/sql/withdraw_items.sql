-- The ledger's lines of origins that a source no longer holds.
INSERT INTO golden.items (source, origin, key, day, outcome, version, deleted, fetched_at, run)
SELECT source, origin, key, day, outcome, version, 1, {fetched:DateTime('UTC')}, {run:UUID}
FROM golden.items AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0 AND arrayExists(prefix -> startsWith(origin, prefix), splitByChar('\0', {prefixes:String}))
