-- id: people_retention
-- title: Retention
-- question: Do people who took part come back?
-- unit: ratio
-- kind: share
-- better: higher
-- area: community
-- needs: any
-- looks: previous
-- audience: board, manager, analyst
-- chaoss: Contributor Retention
-- version: 6
-- One observation for each person active in the period before: whether they
-- were active in the period at which the number is shown, too.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, toString(person_id) AS ref, stayed AS success
FROM (SELECT scope, grain, period_start, at, arrayJoin(bitmapToArray(earlier)) AS number, bitmapContains(later, number) AS stayed FROM paired_people) AS active
INNER JOIN numbered_people ON numbered_people.number = active.number
