-- Where messages of one set of sources count, and on which lists they stand.
CREATE TABLE resolve_places ENGINE = MergeTree ORDER BY place AS
SELECT
    place,
    arraySort(groupUniqArray(s.member)) AS lists,
    arraySort(groupUniqArrayArray(arrayFlatten(arrayMap(scope -> [(scope, ''), (scope, s.member)], s.scopes)))) AS places,
    arraySort(groupUniqArrayArray(arrayMap(project -> lowerUTF8(project), l.other_projects))) AS others,
    max(l.kind = 'announce') AS announce,
    max(l.kind = 'users') AS users
FROM (SELECT place, any(sources) AS sources FROM resolve_heads GROUP BY place) AS combinations
ARRAY JOIN sources AS one
INNER JOIN golden.sources AS s ON s.source = one
LEFT JOIN golden.lists AS l ON l.list = s.member
GROUP BY place
