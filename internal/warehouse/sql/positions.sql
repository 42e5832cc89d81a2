-- How far each source was collected.
SELECT c.source AS source, c.cursor AS cursor, s.span_until AS span_until
FROM (SELECT source, cursor FROM golden_private.cursors FINAL WHERE deleted = 0) AS c
LEFT JOIN (SELECT source, span_until FROM golden.spans FINAL WHERE deleted = 0) AS s ON s.source = c.source
ORDER BY source
