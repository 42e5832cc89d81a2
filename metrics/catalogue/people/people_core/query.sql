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
-- version: 2
-- The most active ones, until they did 80 % of all contributions.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, toString(person_id) AS ref
FROM (SELECT scope, grain, period_start, at, arrayJoin(arraySlice(people, 1, core)) AS number FROM ranked_people) AS ranked
INNER JOIN numbered_people ON numbered_people.number = ranked.number
