-- The compute of a snapshot, or the last ordinary one, and the start of a
-- quarter of another.
SELECT
    toString(compute_id) AS compute,
    (
        SELECT any(period_start) FROM golden.periods
        WHERE compute_id = {old:UUID} AND grain = 'quarter' AND label = {quarter:String}
    ) AS start
FROM golden.computes
WHERE snapshot = {other:String}
    AND ({other:String} = '' OR compute_id IN (SELECT compute_id FROM golden.snapshots))
ORDER BY published DESC, compute_id
LIMIT 1
