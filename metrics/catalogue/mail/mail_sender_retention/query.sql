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
-- version: 5
-- Of the senders of the period before, those who wrote in the period at which the
-- number is shown, too.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, wrote AS crowd, bitmapAnd(wrote, writes) AS succeeded
FROM paired_people
