-- What an attempt that was killed has kept.
DELETE FROM golden_private.forgotten_affiliations WHERE person_id = {person:UUID}
