-- Issues and changes that a forge no longer has: they stay, and are marked.
INSERT INTO golden.forge_issues
SELECT * REPLACE (1 AS deleted, greatest(version + 1, {checked:UInt64}) AS version, {fetched:DateTime('UTC')} AS fetched_at)
FROM golden.forge_issues AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0
    AND concat(kind, ' ', repository, ' ', toString(number)) IN splitByChar('\n', {keys:String})
