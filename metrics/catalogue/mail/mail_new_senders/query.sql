-- id: mail_new_senders
-- title: New people who write
-- question: How many people write for the first time?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: mail
-- looks: ever
-- audience: board, manager, analyst
-- chaoss: New Contributors
-- version: 1
-- New is who writes to any list of the root scope for the first time; a part
-- of it counts those of them who also write there in that period.
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'list') AS dimension,
        place.member AS member,
        grain,
        period_start,
        messages.date AS at,
        messages.person_id AS person_id,
        message_id AS ref,
        subject
    FROM messages
    ARRAY JOIN places AS place
    INNER JOIN
    (
        SELECT person_id, place.scope AS root, min(date) AS first
        FROM messages
        ARRAY JOIN places AS place
        WHERE NOT bot AND toUnixTimestamp(date) != 0 AND place.member = '' AND position(place.scope, '/') = 0
        GROUP BY person_id, root
    ) AS beginners ON beginners.person_id = messages.person_id AND beginners.root = splitByChar('/', place.scope)[1]
    INNER JOIN period_days ON period_days.day = toDate(messages.date)
    WHERE NOT messages.bot AND messages.person_id != toUUID('00000000-0000-0000-0000-000000000000') AND first >= period_start
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
GROUP BY scope, dimension, member, grain, period_start
