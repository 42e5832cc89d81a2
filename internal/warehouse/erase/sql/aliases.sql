-- The aliases of a person.
SELECT alias_id, any(name) AS name, any(address) AS address, any(login) AS login
FROM golden_private.aliases
WHERE alias_id IN (SELECT alias_id FROM golden.identities WHERE person_id = {person:UUID})
GROUP BY alias_id
ORDER BY alias_id
