-- id: mail_absence_factor
-- title: Absence factor of the lists
-- question: On how few people does half of the talk rest?
-- unit: people
-- kind: level
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- chaoss: Contributor Absence Factor
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
    toFloat64(golden_absence(golden_tally(groupArray(cityHash64(person_id))))) AS value,
    count() AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
GROUP BY scope, dimension, member, grain, period_start
