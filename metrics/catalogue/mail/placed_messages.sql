-- A message in each place where it counts; not those of bots.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'list') AS dimension,
    place.member AS member,
    date AS at,
    person_id,
    message_id AS ref,
    subject
FROM messages
ARRAY JOIN places AS place
WHERE NOT bot
