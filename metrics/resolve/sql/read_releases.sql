-- Final releases of each repository with the commits that they lead to, the
-- oldest first.
SELECT s.member AS member, r.name AS name, cityHash64(t.sha) AS commit
FROM releases AS r
INNER JOIN golden.sources AS s ON s.source = r.source
INNER JOIN (SELECT source, name, sha FROM golden.git_tags FINAL WHERE deleted = 0) AS t ON t.source = r.source AND t.name = r.name
WHERE r.kind = 'final' AND toUnixTimestamp(r.date) != 0
ORDER BY s.member, r.date, r.name
SETTINGS do_not_merge_across_partitions_select_final = 1
