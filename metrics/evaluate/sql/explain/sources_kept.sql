-- The sources that the KPI could need in the scope, as they were when a compute ran.
SELECT source, kind, member, span_from, span_until
FROM golden.computed_sources
WHERE compute_id = {compute:UUID}
    AND has(scopes, {scope:String})
    AND (has({needs:Array(String)}, 'any') AND kind IN ('mail', 'code', 'forge') OR has({needs:Array(String)}, kind))
ORDER BY source
