-- The sources of a scope (of all, where it is empty) and the time they spoke
-- for, as they were when the compute ran.
SELECT source, type, kind, member, scope, synthetic, untried, lossy, span_from, span_until
FROM golden.computed_sources
WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR has(scopes, {scope:String}))
ORDER BY kind, source
