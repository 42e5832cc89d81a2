-- Which person every alias is.
SELECT alias_id, person_id, evidence FROM golden.identities ORDER BY alias_id
