-- id: code_absence_factor
-- title: Absence factor of the code
-- question: How few people do half of the work on the code?
-- unit: people
-- kind: level
-- better: higher
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 1
-- Author and co-authors get one credit each for a commit, an author who is a
-- bot none; co-authors are people. The share of the
-- first is that of the person with most credits.
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
),
credited AS (
    SELECT scope, dimension, member, grain, period_start, person_id, count() AS credits
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    GROUP BY scope, dimension, member, grain, period_start, person_id
),
spread AS (
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        sum(credits) AS n,
        golden_absence(groupArray(credits)) AS factor,
        max(credits) / sum(credits) AS first_share
    FROM credited
    GROUP BY scope, dimension, member, grain, period_start
)
SELECT
    stats.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    stats.2 AS value,
    n
FROM spread
ARRAY JOIN [('value', toFloat64(factor)), ('first_share', first_share)] AS stats
