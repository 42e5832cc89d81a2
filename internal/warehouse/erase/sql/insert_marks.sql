INSERT INTO golden_private.forgotten_marks (mark, kind, person_id)
