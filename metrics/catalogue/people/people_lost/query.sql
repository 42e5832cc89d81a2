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
-- version: 2
-- Active in the period before and not in this one.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, toString(person_id) AS ref
FROM (SELECT scope, grain, period_start, at, arrayJoin(bitmapToArray(bitmapAndnot(earlier, later))) AS number FROM paired_people) AS lost
INNER JOIN numbered_people ON numbered_people.number = lost.number
