-- What linking needs of every commit of a stretch that may have been a patch: no merges, and
-- none from before there were patches. Lists come as text, see read_patches.sql;
-- of imports the first thousand paths do.
SELECT
    c.source AS source, c.sha AS sha, c.author_id AS author, toUInt32(c.authored) AS authored, toUInt32(c.date) AS date,
    c.subject AS subject, c.patch_id AS patch_id, f.paths AS paths, f.lines AS lines, t.named AS named
FROM
(
    SELECT *
    FROM commits
    WHERE NOT merge AND date >= (SELECT min(date) FROM change_patches) - INTERVAL 1 DAY
        AND toUInt32(date) >= {from:UInt32} AND toUInt32(date) < {until:UInt32}
) AS c
LEFT JOIN
(
    SELECT
        source, sha, toUInt32(sum(added + removed)) AS lines,
        arrayStringConcat(arraySlice(arraySort(groupUniqArrayArray(if(status = 'R', [path, old_path], [path]))), 1, 1000), '\0') AS paths
    FROM golden.git_files FINAL
    WHERE deleted = 0
    GROUP BY source, sha
) AS f ON f.source = c.source AND f.sha = c.sha
LEFT JOIN
(
    SELECT source, sha, arrayStringConcat(arrayMap(pair -> pair.2, arraySort(groupArray((position, value)))), '\0') AS named
    FROM golden.git_trailers FINAL
    WHERE deleted = 0 AND token IN ('Link', 'Message-Id', 'Patchwork') AND value != ''
    GROUP BY source, sha
) AS t ON t.source = c.source AND t.sha = c.sha
ORDER BY c.date, c.source, c.sha
SETTINGS do_not_merge_across_partitions_select_final = 1
