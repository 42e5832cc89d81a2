-- The commits of repositories with releases and their parents, which come as
-- text of 16 hexadecimal digits each.
SELECT
    s.member AS member, cityHash64(c.sha) AS commit,
    arrayStringConcat(arrayMap(parent -> leftPad(hex(cityHash64(parent)), 16, '0'), c.parents)) AS parents
FROM (SELECT source, sha, parents FROM golden.git_commits FINAL WHERE deleted = 0) AS c
INNER JOIN golden.sources AS s ON s.source = c.source
WHERE s.member IN (SELECT member FROM golden.sources WHERE source IN (SELECT source FROM releases WHERE kind = 'final'))
ORDER BY s.member, c.sha, c.source
LIMIT 1 BY member, c.sha
SETTINGS do_not_merge_across_partitions_select_final = 1
