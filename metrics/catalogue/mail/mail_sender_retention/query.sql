-- id: mail_sender_retention
-- title: Senders who stay
-- question: Do people who write come back?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: mail
-- looks: previous
-- audience: manager, analyst
-- chaoss: Contributor Retention
-- version: 4
-- One observation for each sender of the period before: whether they wrote in
-- the period at which the number is shown, too.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, toString(person_id) AS ref, stayed AS success
FROM (SELECT scope, grain, period_start, at, arrayJoin(bitmapToArray(wrote)) AS number, bitmapContains(writes, number) AS stayed FROM paired_people) AS wrote
INNER JOIN numbered_people ON numbered_people.number = wrote.number
