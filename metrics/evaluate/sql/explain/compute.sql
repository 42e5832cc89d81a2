-- The compute whose numbers readers see, or that of a closed quarter, and how far
-- its calendar goes back.
SELECT
    computes.compute_id AS compute,
    computes.as_of AS as_of,
    computes.year_starts AS year_starts,
    (SELECT min(period_start) FROM golden.periods WHERE compute_id = compute) AS from,
    (SELECT any(quarter) FROM golden.snapshots WHERE id = {snapshot:String}) AS quarter
FROM golden.computes
WHERE snapshot = {snapshot:String}
    AND ({snapshot:String} = '' OR compute_id IN (SELECT compute_id FROM golden.snapshots WHERE id = {snapshot:String}))
ORDER BY published DESC, compute_id
LIMIT 1
