INSERT INTO golden.computed_sources (compute_id, source, type, kind, member, scope, scopes, synthetic, span_from, span_until)
SELECT {compute:UUID}, source, type, kind, member, scope, scopes, synthetic, covers_from, covers_until
FROM golden.sources
INNER JOIN (SELECT source, covers_from, covers_until FROM source_spans) AS spans USING (source)
ORDER BY source
