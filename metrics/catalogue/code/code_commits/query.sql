-- id: code_commits
-- title: Commits
-- question: How much work reaches the code?
-- unit: commits
-- kind: count
-- better: none
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Code Changes Commits
-- version: 1
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'repository') AS dimension,
        place.member AS member,
        date AS at,
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
    toFloat64(count()) AS value,
    count() AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
GROUP BY scope, dimension, member, grain, period_start
