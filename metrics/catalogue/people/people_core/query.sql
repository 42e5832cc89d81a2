-- id: people_core
-- title: Core people
-- question: On how many people do four fifths of the work rest?
-- unit: people
-- kind: count
-- better: none
-- area: community
-- needs: any
-- looks: now
-- audience: manager, analyst
-- chaoss: Contributor Types
-- version: 3
-- The most active ones, until they did 80 % of all contributions.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, bitmapBuild(arraySlice(people, 1, core)) AS crowd
FROM ranked_people
