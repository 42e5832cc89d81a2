INSERT INTO golden.identity_maps (map, alias_id, person_id, bot)
SELECT {map:String}, i.alias_id, i.person_id, p.bot
FROM golden.identities AS i
LEFT JOIN golden.people AS p ON p.person_id = i.person_id
