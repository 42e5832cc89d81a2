-- The compute that readers see: the last ordinary one, or that of a closed
-- quarter. No row: there is none. How many quarters are closed comes with it,
-- since live pages speak of them.
SELECT toString(compute_id) AS id, as_of, published, program, (SELECT count() FROM golden.snapshots) AS closings
FROM golden.computes
WHERE snapshot = {snapshot:String}
  AND ({snapshot:String} = '' OR compute_id IN (SELECT compute_id FROM golden.snapshots WHERE id = {snapshot:String}))
ORDER BY published DESC, compute_id DESC
LIMIT 1
