-- An issue in each place where it counts, by repository; not those of bots.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    id,
    person_id,
    ref,
    title AS subject,
    opened,
    closed,
    first_response,
    deadline
FROM issues
ARRAY JOIN places AS place
WHERE NOT bot
