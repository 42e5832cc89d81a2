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
-- version: 2
-- One observation for each sender of the period before: whether they wrote in
-- the period at which the number is shown, too.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, toString(person_id) AS ref, writes AS success
FROM returning_people
WHERE wrote
