-- id: mail_new_senders
-- title: New people who write
-- question: How many people write for the first time?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: mail
-- looks: ever
-- audience: manager, analyst
-- chaoss: New Contributors
-- apart: organisation
-- version: 5
-- New is who writes to any list of the root scope for the first time; a part
-- of it counts those of them who also write there in that period.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'list') AS dimension,
    place.member AS member,
    grain,
    period_start,
    date AS at,
    person_id,
    message_id AS ref,
    subject
FROM early_messages
ARRAY JOIN arrayFilter(one -> substringIndex(one.scope, '/', 1) = root, places) AS place
INNER JOIN period_days ON period_days.day = toDate(early_messages.date)
WHERE first >= period_start
