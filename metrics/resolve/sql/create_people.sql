-- Which person an alias is, and whether a bot. An alias that identity has not
-- seen yet is nobody: the zero UUID, which no KPI counts as a person.
CREATE TABLE resolve_people ENGINE = MergeTree ORDER BY alias_id AS
SELECT i.alias_id AS alias_id, i.person_id AS person_id, p.bot AS bot
FROM golden.identities AS i
LEFT JOIN golden.people AS p ON p.person_id = i.person_id
