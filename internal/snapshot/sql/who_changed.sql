-- How many aliases of a map belong to others now, or became bots or human: what a
-- program writes from a human's address is somebody else's then.
SELECT
    countIf(present.person_id != past.person_id AND present.bot = past.bot) AS people,
    countIf(present.bot != past.bot) AS bots
FROM (SELECT alias_id, person_id, bot FROM golden.identity_maps WHERE map = {map:String}) AS past
INNER JOIN
(
    SELECT i.alias_id AS alias_id, i.person_id AS person_id, p.bot AS bot
    FROM golden.identities AS i
    LEFT JOIN golden.people AS p ON p.person_id = i.person_id
) AS present ON present.alias_id = past.alias_id
