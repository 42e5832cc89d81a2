-- id: people_lost
-- title: People who left
-- question: How many people do not take part any more?
-- unit: people
-- kind: count
-- better: lower
-- area: community
-- needs: any
-- looks: previous
-- audience: manager, analyst
-- chaoss: Inactive Contributors
-- version: 3
-- Active in the period before and not in this one.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, bitmapAndnot(earlier, later) AS crowd
FROM paired_people
