-- Why items are in quarantine.
SELECT source, reason, count() AS items, min(origin) AS example
FROM golden_private.rejects FINAL
WHERE deleted = 0
GROUP BY source, reason
ORDER BY source, items DESC, reason
