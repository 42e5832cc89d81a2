-- The last published compute; no row: there is none yet. Closed quarters are
-- computes too, and are not it.
SELECT toString(compute_id) AS id, as_of, published
FROM golden.computes
WHERE snapshot = ''
ORDER BY published DESC, compute_id DESC
LIMIT 1
