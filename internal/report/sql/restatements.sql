-- The log of restatements, in the order of the snapshots that made them.
SELECT
    r.snapshot AS snapshot, r.previous AS previous, r.scope AS scope, r.kpi AS kpi, p.label AS label,
    r.old AS old, r.new AS new, r.effect AS effect, r.cause AS cause, r.source AS source, d.title AS title, d.unit AS unit, d.kind AS kind
FROM golden.restatements AS r
LEFT JOIN golden.snapshots AS s ON s.id = r.snapshot
LEFT JOIN golden.periods AS p ON p.compute_id = s.compute_id AND p.grain = 'quarter' AND p.period_start = r.period_start
LEFT JOIN golden.kpi_definitions AS d ON d.compute_id = s.compute_id AND d.kpi = r.kpi
ORDER BY snapshot, previous, scope, kpi, r.period_start, cause, source
