-- The last published compute; no row: there is none yet.
SELECT toString(compute_id) AS id, as_of, published
FROM golden.computes
ORDER BY published DESC, compute_id DESC
LIMIT 1
