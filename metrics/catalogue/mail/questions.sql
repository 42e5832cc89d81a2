-- A thread that asks for an answer, in each place where it counts.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'list') AS dimension,
    place.member AS member,
    date AS started,
    first_reply,
    deadline,
    person_id,
    message_id AS ref,
    subject
FROM threads
ARRAY JOIN places AS place
WHERE class IN ('discussion', 'question')
