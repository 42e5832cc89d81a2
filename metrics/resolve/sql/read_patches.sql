-- What linking needs of every patch that may be a commit of a stretch: by its date,
-- or by its diff, however old it is. Paths come as text, which a client reads
-- faster than an array; no path holds a NUL.
SELECT
    p.message AS message, p.ref AS ref, p.change AS change, p.version AS version, p.number AS number, toUInt32(p.date) AS date,
    p.person_id AS author, p.subject AS subject, p.patch_id AS patch_id, arrayStringConcat(p.paths, '\0') AS paths, c.lines AS lines,
    p.message IN (SELECT message FROM commit_links) AS linked
FROM change_patches AS p
LEFT JOIN
(
    SELECT cityHash64(message_id, fingerprint) AS id, max(diff_added + diff_removed)::UInt32 AS lines
    FROM golden.message_copies FINAL
    WHERE deleted = 0 AND patch AND id IN (SELECT message FROM change_patches)
    GROUP BY id
) AS c ON c.id = p.message
WHERE toUInt32(p.date) >= {mails_from:UInt32} AND toUInt32(p.date) < {mails_until:UInt32}
    OR p.patch_id IN (SELECT patch_id FROM commits WHERE patch_id != '' AND toUInt32(date) >= {from:UInt32} AND toUInt32(date) < {until:UInt32})
ORDER BY p.message
SETTINGS do_not_merge_across_partitions_select_final = 1
