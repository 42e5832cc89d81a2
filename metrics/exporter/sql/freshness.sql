-- The time up to which each source was seen.
SELECT source, span_until AS until
FROM golden.spans FINAL
WHERE deleted = 0
ORDER BY source
