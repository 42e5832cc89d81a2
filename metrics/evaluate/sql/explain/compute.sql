-- The compute whose numbers readers see, and how far its calendar goes back.
SELECT
    computes.compute_id AS compute,
    computes.as_of AS as_of,
    computes.year_starts AS year_starts,
    (SELECT min(period_start) FROM golden.periods WHERE compute_id = compute) AS from
FROM golden.computes
WHERE snapshot = ''
ORDER BY published DESC, compute_id
LIMIT 1
