-- id: people_retention
-- title: Retention
-- question: Do people who took part come back?
-- unit: ratio
-- kind: share
-- better: higher
-- area: community
-- needs: any
-- looks: previous
-- audience: board, manager, analyst
-- chaoss: Contributor Retention
-- version: 7
-- Of the people active in the period before, those who were active in the period
-- at which the number is shown, too.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, earlier AS crowd, bitmapAnd(earlier, later) AS succeeded
FROM paired_people
