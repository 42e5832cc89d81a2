INSERT INTO golden_private.forgotten_votes (person_id, kind, name)
