-- In which months and on how many days somebody wrote under an alias, or had it
-- written into what they signed: mails by their date, commits by that of the
-- author and of the committer, what stands below commits by that of the author;
-- what somebody opened, did or announced on a forge; what they posted.
SELECT alias_id, min(day) AS first, max(day) AS last, uniqExact(day) AS days
FROM
(
    SELECT alias_id, toDate(date) AS day
    FROM golden.message_copies FINAL
    WHERE deleted = 0 AND toUnixTimestamp(date) > 0
    UNION ALL
    SELECT author_alias_id, toDate(authored)
    FROM golden.git_commits FINAL
    WHERE deleted = 0 AND toUnixTimestamp(authored) > 0
    UNION ALL
    SELECT committer_alias_id, toDate(date)
    FROM golden.git_commits FINAL
    WHERE deleted = 0 AND toUnixTimestamp(date) > 0
    UNION ALL
    SELECT t.alias_id, toDate(c.authored)
    FROM
    (
        SELECT source, sha, alias_id
        FROM golden.git_trailers FINAL
        WHERE deleted = 0 AND token IN ('Co-developed-by', 'Co-authored-by', 'Signed-off-by', 'Reviewed-by', 'Acked-by', 'Tested-by')
    ) AS t
    INNER JOIN (SELECT source, sha, authored FROM golden.git_commits FINAL WHERE deleted = 0) AS c ON c.source = t.source AND c.sha = t.sha
    WHERE toUnixTimestamp(c.authored) > 0
    UNION ALL
    SELECT author_alias_id, toDate(date)
    FROM golden.forge_issues FINAL
    WHERE deleted = 0 AND toUnixTimestamp(date) > 0
    UNION ALL
    SELECT author_alias_id, toDate(date)
    FROM golden.forge_acts FINAL
    WHERE deleted = 0 AND toUnixTimestamp(date) > 0
    UNION ALL
    SELECT author_alias_id, toDate(date)
    FROM golden.forge_releases FINAL
    WHERE deleted = 0 AND toUnixTimestamp(date) > 0
    UNION ALL
    SELECT author_alias_id, toDate(date)
    FROM golden.posts FINAL
    WHERE deleted = 0 AND toUnixTimestamp(date) > 0
)
GROUP BY alias_id, toStartOfMonth(day)
ORDER BY alias_id, first
SETTINGS do_not_merge_across_partitions_select_final = 1
