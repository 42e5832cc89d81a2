-- id: code_authors
-- title: Authors
-- question: How many people write the code?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributors
-- version: 1
-- Bot says what the author is; co-authors are people.
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'repository') AS dimension,
        place.member AS member,
        date AS at,
        person_id,
        source,
        sha AS ref,
        subject
    FROM commits
    ARRAY JOIN places AS place
    ARRAY JOIN arrayDistinct(arrayConcat(if(bot, [], [author_id]), co_author_ids)) AS person_id
    WHERE NOT merge AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(uniqExact(person_id)) AS value,
    uniqExact(person_id) AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
GROUP BY scope, dimension, member, grain, period_start
