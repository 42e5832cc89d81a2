DELETE FROM golden.computes
WHERE compute_id NOT IN (SELECT compute_id FROM golden.computes ORDER BY published DESC, compute_id LIMIT 3)
