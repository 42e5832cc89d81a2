-- Tags that match the pattern of their scope, or of the nearest scope above it
-- that has one. A pattern is a glob, or a regular expression where it begins
-- with ^; without any, a release is a tag that looks like a version.
INSERT INTO releases
    (source, name, kind, line, date, places)
WITH
    '(?i)[-_.]?(rc|alpha|beta|pre(view|release)?)[-_.]?[0-9]*$' AS candidate,
    patterns AS
    (
        SELECT s.source AS source, argMax(c.releases, length(c.scope)) AS given
        FROM (SELECT source, arrayJoin(scopes) AS scope FROM golden.sources) AS s
        INNER JOIN (SELECT scope, releases FROM golden.scopes WHERE releases != '') AS c ON c.scope = s.scope
        GROUP BY s.source
    )
SELECT
    t.source, t.name,
    if(match(t.name, candidate), 'candidate', 'final'),
    replaceRegexpOne(extract(t.name, '[0-9]+(?:[-_.][0-9]+)?'), '[-_]', '.'),
    t.date,
    arraySort(arrayFlatten(arrayMap(scope -> [(scope, ''), (scope, s.member)], s.scopes)))
FROM (SELECT source, name, date FROM golden.git_tags FINAL WHERE deleted = 0 AND date < {as_of:DateTime}) AS t
INNER JOIN golden.sources AS s ON s.source = t.source
LEFT JOIN patterns AS p ON p.source = t.source
WHERE match(t.name, multiIf(
    p.given = '', '(?i)^v?[0-9]+(\\.[0-9]+)+([-_.]?(rc|alpha|beta|pre(view|release)?)[-_.]?[0-9]*)?$',
    startsWith(p.given, '^'), p.given,
    '^' || replaceAll(replaceAll(regexpQuoteMeta(p.given), '\\*', '.*'), '\\?', '.') || '$'))
ORDER BY t.source
LIMIT 1 BY s.member, t.name
SETTINGS do_not_merge_across_partitions_select_final = 1
