-- What versions of MAINTAINERS and CODEOWNERS say of the areas of a repository,
-- the oldest version first, each once however many clones have it. Lists come as
-- text; no pattern holds a NUL.
SELECT
    s.member AS member, a.file AS file, a.area AS area, toUInt32(a.date) AS date, a.position AS position, a.gone AS gone,
    arrayStringConcat(a.paths, '\0') AS paths, arrayStringConcat(a.excluded, '\0') AS excluded,
    arrayStringConcat(a.expressions, '\0') AS expressions
FROM (SELECT * FROM golden.git_areas FINAL WHERE deleted = 0 AND date < {as_of:DateTime}) AS a
INNER JOIN golden.sources AS s ON s.source = a.source
ORDER BY s.member, a.depth, a.sha, a.file, a.area, a.source
LIMIT 1 BY member, a.sha, file, area
SETTINGS do_not_merge_across_partitions_select_final = 1
