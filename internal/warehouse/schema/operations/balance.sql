-- received = stored + duplicates + quarantined, for each source.
CREATE VIEW golden.balance AS
SELECT
    source,
    count() AS received,
    uniqExactIf(key, outcome = 'accepted') AS stored,
    toUInt64(countIf(outcome = 'accepted') - stored) AS duplicates,
    countIf(outcome = 'quarantined') AS quarantined
FROM golden.items FINAL
WHERE deleted = 0
GROUP BY source
ORDER BY source
