-- Commits to a part of a repository, an area or a top-level directory, on a day.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    arrayFirst(place -> place.member != '', places).member AS repository,
    component,
    toDate(date) AS worked,
    count() AS commits
FROM commits
ARRAY JOIN components AS component
ARRAY JOIN places AS place
WHERE NOT merge AND NOT bot
GROUP BY scope, dimension, member, repository, component, worked
