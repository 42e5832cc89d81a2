-- Where a source's last run got to.
SELECT c.cursor AS cursor, s.span_until AS span_until
FROM (SELECT source, cursor FROM golden_private.cursors FINAL WHERE source = {source:String} AND deleted = 0) AS c
LEFT JOIN (SELECT source, span_until FROM golden.spans FINAL WHERE source = {source:String} AND deleted = 0) AS s ON s.source = c.source
