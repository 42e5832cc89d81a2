-- For whom people worked, as the last compute found it.
SELECT person_id, from, until, organisation, unit, evidence FROM golden.affiliations ORDER BY person_id, from
