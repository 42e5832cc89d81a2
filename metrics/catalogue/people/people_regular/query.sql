-- id: people_regular
-- title: Regular people
-- question: How many people do most of what is left?
-- unit: people
-- kind: count
-- better: none
-- area: community
-- needs: any
-- looks: now
-- audience: manager, analyst
-- chaoss: Contributor Types
-- version: 3
-- Those after the core, until 95 % of all contributions are done.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, bitmapBuild(arraySlice(people, core + 1, regular - core)) AS crowd
FROM ranked_people
