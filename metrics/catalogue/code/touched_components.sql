-- Commits to a part of a repository, an area or a top-level directory, in a span,
-- and the first day of them.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    arrayFirst(place -> place.member != '', places).member AS repository,
    component,
    span,
    sum(made) AS commits,
    min(first) AS worked
FROM
(
    -- most commits count in the same places: few groups
    SELECT places, component, span, count() AS made, toDate(min(date)) AS first
    FROM commits
    ARRAY JOIN components AS component
    INNER JOIN day_spans ON day_spans.day = toDate(commits.date)
    WHERE NOT merge AND NOT bot
    GROUP BY places, component, span
)
ARRAY JOIN places AS place
GROUP BY scope, dimension, member, repository, component, span
