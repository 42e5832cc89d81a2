-- id: people_regained
-- title: People who came back
-- question: How many people take part again after a break?
-- unit: people
-- kind: count
-- better: higher
-- area: community
-- needs: any
-- looks: both
-- audience: manager, analyst
-- version: 2
-- Active in the period, not in the one before, and not new to the community.
-- Who is seen only in a source whose past is cut off may be either.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, numbered_people.person_id AS person_id, toString(person_id) AS ref
FROM (SELECT scope, grain, period_start, at, arrayJoin(bitmapToArray(bitmapAndnot(telling, earlier))) AS number FROM paired_people) AS back
INNER JOIN numbered_people ON numbered_people.number = back.number
INNER JOIN first_contributions ON first_contributions.person_id = numbered_people.person_id AND first_contributions.root = substringIndex(scope, '/', 1)
WHERE first < period_start
