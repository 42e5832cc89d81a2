-- The first and the last day in a month on which somebody wrote a commit of a
-- scope.
SELECT place.scope AS scope, author_id AS person_id, toDate(min(date)) AS first, toDate(max(date)) AS last
FROM commits
ARRAY JOIN places AS place
WHERE NOT merge AND NOT bot AND place.member = ''
GROUP BY scope, person_id, toStartOfMonth(date)
