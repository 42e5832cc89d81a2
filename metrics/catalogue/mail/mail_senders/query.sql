-- id: mail_senders
-- title: People who write
-- question: How many people talk on the mailing lists?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributors
-- version: 1
WITH observations AS (
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
    WHERE NOT bot AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(uniqExact(person_id)) AS value,
    uniqExact(person_id) AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
GROUP BY scope, dimension, member, grain, period_start
