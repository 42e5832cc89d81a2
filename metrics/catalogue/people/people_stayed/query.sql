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
-- version: 2
-- Active in the period and in the one before.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, toString(person_id) AS ref
FROM (SELECT scope, grain, period_start, at, arrayJoin(bitmapToArray(bitmapAnd(earlier, later))) AS number FROM paired_people) AS stayed
INNER JOIN numbered_people ON numbered_people.number = stayed.number
