-- id: mail_absence_factor
-- title: Absence factor of the lists
-- question: On how few people does half of the talk rest?
-- unit: people
-- kind: level
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 1
WITH observations AS (
    SELECT scope, dimension, member, at, person_id, ref, subject
    FROM placed_messages
    WHERE person_id != toUUID('00000000-0000-0000-0000-000000000000')
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
