INSERT INTO employers (person_id, from, until, organisation)
