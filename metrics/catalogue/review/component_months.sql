-- The first and the last day in a month on which somebody committed to a part of
-- a repository, an area or a top-level directory, or reviewed a change of it.
-- Nobody stands for the part itself, on the days with a commit.
SELECT repository, component, person_id, toStartOfMonth(day) AS month, min(day) AS first, max(last_day) AS last
FROM
(
    SELECT
        arrayFirst(place -> place.member != '', places).member AS repository,
        component,
        arrayJoin([committer_id, toUUID('00000000-0000-0000-0000-000000000000')]) AS person_id,
        toDate(date) AS day,
        day AS last_day
    FROM commits
    ARRAY JOIN components AS component
    WHERE NOT merge
    UNION ALL
    SELECT parts.repository, parts.component, given.person_id, given.day, given.last_day
    FROM
    (
        SELECT scope, component, person_id, toStartOfMonth(at) AS month, toDate(min(at)) AS day, toDate(max(at)) AS last_day
        FROM reviews
        WHERE dimension = ''
        GROUP BY scope, component, person_id, month
    ) AS given
    INNER JOIN
    (
        SELECT DISTINCT place.member AS repository, component, place.scope AS scope
        FROM commits
        ARRAY JOIN components AS component
        ARRAY JOIN places AS place
        WHERE place.member != ''
    ) AS parts ON parts.scope = given.scope AND parts.component = given.component
)
GROUP BY repository, component, person_id, month
