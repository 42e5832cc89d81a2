-- id: code_lines_added
-- title: Lines added
-- question: How many lines were added?
-- unit: lines
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: analyst
-- chaoss: Code Changes Lines
-- version: 1
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'repository') AS dimension,
        place.member AS member,
        date AS at,
        added AS lines,
        author_id AS person_id,
        source,
        sha AS ref,
        subject
    FROM commits
    ARRAY JOIN places AS place
    WHERE NOT merge AND NOT bot
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(sum(lines)) AS value,
    count() AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
GROUP BY scope, dimension, member, grain, period_start
