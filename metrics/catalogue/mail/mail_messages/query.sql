-- id: mail_messages
-- title: Messages
-- question: How much is said on the mailing lists?
-- unit: messages
-- kind: count
-- better: none
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Collaboration Platform Activity
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
    WHERE NOT bot
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(count()) AS value,
    count() AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
GROUP BY scope, dimension, member, grain, period_start
