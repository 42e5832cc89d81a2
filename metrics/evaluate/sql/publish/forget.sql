DELETE FROM golden.computes
WHERE snapshot = ''
    AND compute_id NOT IN (SELECT compute_id FROM golden.computes WHERE snapshot = '' ORDER BY published DESC, compute_id LIMIT 3)
