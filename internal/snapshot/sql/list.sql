SELECT id, quarter, revision, compute_id, as_of, identities, closed, closed_by, note
FROM golden.snapshots
ORDER BY quarter, revision
