-- id: mail_first_reply
-- title: Time to first answer
-- question: How long does a question wait for an answer?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Time to First Response
-- version: 1
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'list') AS dimension,
        place.member AS member,
        date AS at,
        person_id,
        message_id AS ref,
        subject,
        toUnixTimestamp(first_reply) != 0 AS answered,
        toInt64(toUnixTimestamp(if(answered, first_reply, {as_of:DateTime}))) - toInt64(toUnixTimestamp(date)) AS seconds
    FROM threads
    ARRAY JOIN places AS place
    WHERE class IN ('discussion', 'question')
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    quantile.1 AS stat,
    quantile.2 / 3600 AS value,
    quantile.3 / 3600 AS lower,
    quantile.4 / 3600 AS upper,
    'sampling' AS interval,
    waited AS n
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        count() AS waited,
        golden_km(groupArray((seconds, toUInt8(answered)))) AS km
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN [
    ('value', km.median, km.lower, km.upper),
    ('p85', km.p85, km.p85_lower, km.p85_upper)
] AS quantile
