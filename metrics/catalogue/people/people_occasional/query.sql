-- id: people_occasional
-- title: Occasional people
-- question: How many people do a little?
-- unit: people
-- kind: count
-- better: none
-- area: community
-- needs: any
-- looks: now
-- audience: manager, analyst
-- chaoss: Contributor Types
-- version: 3
-- Those who did the last 5 % of all contributions.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, bitmapBuild(arraySlice(people, regular + 1)) AS crowd
FROM ranked_people
