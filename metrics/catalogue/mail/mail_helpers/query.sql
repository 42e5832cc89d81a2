-- id: mail_helpers
-- title: People who answer
-- question: How many people answer what others ask?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- chaoss: Helper Contributors
-- apart: organisation
-- version: 5
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'list') AS dimension,
    place.member AS member,
    date AS at,
    person_id,
    message_id AS ref,
    subject
FROM mail_answers
ARRAY JOIN places AS place
