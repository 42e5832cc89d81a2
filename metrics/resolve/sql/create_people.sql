-- Which person an alias is, and whether a bot. An alias that identity has not
-- seen yet is nobody: the zero UUID, which no KPI counts as a person. A map
-- that a closed quarter went by stands before today's, for the aliases that it
-- knows.
CREATE TABLE resolve_people ENGINE = MergeTree ORDER BY alias_id AS
SELECT i.alias_id AS alias_id, i.person_id AS person_id, p.bot AS bot
FROM golden.identities AS i
LEFT JOIN golden.people AS p ON p.person_id = i.person_id
WHERE i.alias_id NOT IN (SELECT alias_id FROM golden.identity_maps WHERE map = {identities:String})
UNION ALL
SELECT alias_id, person_id, bot
FROM golden.identity_maps
WHERE map = {identities:String}
