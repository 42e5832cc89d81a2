-- Which person an alias would be, and whether a bot: create_people with people
-- that are supposed.
CREATE TABLE resolve_people (alias_id UUID, person_id UUID, bot Bool) ENGINE = MergeTree ORDER BY alias_id
