-- A name for who is who now, made of its content, and whether it is stored.
WITH
(
    SELECT lower(hex(groupBitXor(cityHash64(i.alias_id, i.person_id, p.bot)))) || '-' || toString(count())
    FROM golden.identities AS i
    LEFT JOIN golden.people AS p ON p.person_id = i.person_id
) AS content
SELECT content AS map, content IN (SELECT map FROM golden.identity_maps) AS stored
