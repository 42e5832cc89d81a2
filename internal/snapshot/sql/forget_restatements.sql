DELETE FROM golden.restatements
WHERE snapshot NOT IN (SELECT id FROM golden.snapshots)
