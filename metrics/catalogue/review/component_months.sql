-- The first and the last day in a month on which somebody committed to a part of
-- a repository, an area or a top-level directory, or reviewed a change of it.
-- Parts and people are numbers, which are quicker to group by; person 0 stands
-- for the part itself, on the days with a commit.
SELECT part, person, toStartOfMonth(day) AS month, min(day) AS first, max(last_day) AS last
FROM
(
    SELECT
        cityHash64(arrayFirst(place -> place.member != '', places).member, component) AS part,
        arrayJoin([0, if(committer_id = toUUID('00000000-0000-0000-0000-000000000000'), 0, cityHash64(committer_id))]) AS person,
        toDate(date) AS day,
        day AS last_day
    FROM commits
    ARRAY JOIN components AS component
    WHERE NOT merge
    UNION ALL
    SELECT parts.part, given.person, given.day, given.last_day
    FROM
    (
        SELECT scope, component, cityHash64(person_id) AS person, toStartOfMonth(at) AS month, toDate(min(at)) AS day, toDate(max(at)) AS last_day
        FROM reviews
        WHERE dimension = ''
        GROUP BY scope, component, person, month
    ) AS given
    INNER JOIN
    (
        SELECT DISTINCT cityHash64(place.member, component) AS part, component, place.scope AS scope
        FROM commits
        ARRAY JOIN components AS component
        ARRAY JOIN places AS place
        WHERE place.member != ''
    ) AS parts ON parts.scope = given.scope AND parts.component = given.component
)
GROUP BY part, person, month
