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
-- version: 3
-- Active in the period, not in the one before, and not new to the community.
-- Who is seen only in a source whose past is cut off may be either.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, bitmapAndnot(bitmapAndnot(telling, earlier), beginners) AS crowd
FROM paired_people
LEFT JOIN
(
    -- who contributed in a period for the first time
    SELECT root, grain, period_start, groupBitmapState(number) AS beginners
    FROM first_contributions
    INNER JOIN numbered_people ON numbered_people.person_id = first_contributions.person_id
    INNER JOIN period_days ON period_days.day = toDate(first)
    GROUP BY root, grain, period_start
) AS begun ON begun.root = substringIndex(paired_people.scope, '/', 1) AND begun.grain = paired_people.grain AND begun.period_start = paired_people.period_start
