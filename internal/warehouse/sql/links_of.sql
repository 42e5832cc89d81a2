-- Evidence that was followed among the aliases of one person, the best first.
SELECT l.alias_id AS alias_id, l.other_id AS other_id, toString(l.kind) AS kind, l.weight AS weight, l.sentence AS sentence, '' AS against
FROM golden.identity_links AS l
INNER JOIN golden.identities AS i ON i.alias_id = l.alias_id
WHERE i.person_id = {person:UUID}
ORDER BY weight DESC, alias_id, other_id, kind
