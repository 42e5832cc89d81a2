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
-- version: 2
-- Those after the core, until 95 % of all contributions are done.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, toString(person_id) AS ref
FROM (SELECT scope, grain, period_start, at, arrayJoin(arraySlice(people, core + 1, regular - core)) AS number FROM ranked_people) AS ranked
INNER JOIN numbered_people ON numbered_people.number = ranked.number
