-- How many quarters are closed.
SELECT count() AS closed FROM golden.snapshots
