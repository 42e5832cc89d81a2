-- The sources of a scope and the time they speak for.
SELECT
    s.source AS source, s.type AS type, s.kind AS kind, s.member AS member, s.scope AS scope, s.synthetic AS synthetic,
    c.span_from AS span_from, c.span_until AS span_until
FROM golden.sources AS s
LEFT JOIN
(
    SELECT source, span_from, span_until
    FROM golden.spans FINAL
    WHERE deleted = 0
) AS c ON c.source = s.source
WHERE has(s.scopes, {scope:String})
ORDER BY kind, source
