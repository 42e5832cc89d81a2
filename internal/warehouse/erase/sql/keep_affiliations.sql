-- For whom somebody worked, as found before addresses and pages go.
INSERT INTO golden_private.forgotten_affiliations (person_id, from, until, organisation, unit)
SELECT person_id, from, until, organisation, unit
FROM golden.affiliations
WHERE person_id = {person:UUID}
