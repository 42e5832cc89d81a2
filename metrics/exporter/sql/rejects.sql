-- Quarantined items by reason.
SELECT source, reason, count() AS items
FROM golden_private.rejects FINAL
WHERE deleted = 0
GROUP BY source, reason
ORDER BY source, reason
