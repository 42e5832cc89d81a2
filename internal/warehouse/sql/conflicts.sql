-- Evidence that was not followed: of everybody, or of one person. The best first,
-- since it is most likely to be right all the same.
SELECT c.alias_id AS alias_id, c.other_id AS other_id, toString(c.kind) AS kind, c.weight AS weight, c.sentence AS sentence, c.against AS against
FROM golden.identity_conflicts AS c
LEFT JOIN golden.identities AS one ON one.alias_id = c.alias_id
LEFT JOIN golden.identities AS two ON two.alias_id = c.other_id
WHERE {person:String} = '' OR toString(one.person_id) = {person:String} OR toString(two.person_id) = {person:String}
ORDER BY weight DESC, alias_id, other_id, kind
LIMIT {limit:UInt32}
