INSERT INTO golden.snapshots (id, quarter, revision, compute_id, as_of, identities, closed, closed_by, note)
