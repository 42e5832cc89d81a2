-- What a part should have held that is gone. A part's origins begin with its name and @.
INSERT INTO golden.coverage
SELECT * REPLACE (1 AS deleted, {fetched:DateTime('UTC')} AS fetched_at, {run:UUID} AS run)
FROM golden.coverage AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0 AND startsWith(concat(part, '@'), {prefix:String})
