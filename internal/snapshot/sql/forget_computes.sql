DELETE FROM golden.computes
WHERE snapshot != '' AND compute_id NOT IN (SELECT compute_id FROM golden.snapshots)
