INSERT INTO resolve_people (alias_id, person_id, bot)
