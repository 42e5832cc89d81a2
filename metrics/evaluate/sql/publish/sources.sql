INSERT INTO golden.computed_sources (compute_id, source, type, kind, member, scope, scopes, synthetic, untried, lossy, span_from, span_until)
SELECT {compute:UUID}, source, type, kind, member, scope, scopes, synthetic, untried, lossy, covers_from, covers_until
FROM golden.sources
INNER JOIN (SELECT source, lossy, covers_from, covers_until FROM source_spans) AS spans USING (source)
ORDER BY source
