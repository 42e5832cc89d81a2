-- id: people_stayed
-- title: People who stayed
-- question: How many people take part again?
-- unit: people
-- kind: count
-- better: higher
-- area: community
-- needs: any
-- looks: previous
-- audience: manager, analyst
-- chaoss: Contributor Retention
-- version: 3
-- Active in the period and in the one before.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, bitmapAnd(earlier, later) AS crowd
FROM paired_people
