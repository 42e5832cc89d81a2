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
-- version: 2
-- Those who did the last 5 % of all contributions.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, toString(person_id) AS ref
FROM (SELECT scope, grain, period_start, at, arrayJoin(arraySlice(people, regular + 1)) AS number FROM ranked_people) AS ranked
INNER JOIN numbered_people ON numbered_people.number = ranked.number
