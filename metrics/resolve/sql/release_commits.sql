-- Commits with the first final release that holds them, those of release
-- branches too. A tag that says two things, such as Reported-and-tested-by, is
-- two; which tags count says create_tags.sql.
INSERT INTO release_commits
    (source, release, sha, date, author_id, co_author_ids, bot, merge, tags)
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    held AS
    (
        SELECT
            r.source AS source, f.release AS release, c.source AS origin, c.sha AS sha, c.date AS date, c.merge AS merge,
            a.person_id AS author_id, a.bot AS bot
        FROM resolve_firsts AS f
        INNER JOIN
        (
            SELECT s.member AS member, g.source AS source, g.sha AS sha, g.date AS date, length(g.parents) > 1 AS merge, g.author_alias_id AS alias_id
            FROM (SELECT source, sha, date, parents, author_alias_id FROM golden.git_commits FINAL WHERE deleted = 0) AS g
            INNER JOIN golden.sources AS s ON s.source = g.source
            ORDER BY s.member, g.sha, g.source
            LIMIT 1 BY member, sha
        ) AS c ON c.member = f.member AND cityHash64(c.sha) = f.commit
        INNER JOIN (SELECT s.member AS member, r.source AS source, r.name AS name FROM releases AS r INNER JOIN golden.sources AS s ON s.source = r.source) AS r
            ON r.member = f.member AND r.name = f.release
        LEFT JOIN resolve_people AS a ON a.alias_id = c.alias_id
    ),
    helped AS
    (
        SELECT
            h.origin AS origin, h.sha AS sha,
            arraySort(groupUniqArrayIf(n.person_id, n.token IN ('Co-developed-by', 'Co-authored-by') AND n.person_id NOT IN (nobody, h.author_id))) AS co_author_ids,
            sumIf(length(splitByString('-and-', n.token)), n.person_id NOT IN (nobody, h.author_id) AND n.token IN (
                'Reviewed-by', 'Acked-by', 'Tested-by', 'Reported-by', 'Suggested-by', 'Release-acked-by', 'Approved-by',
                'Reported-and-tested-by', 'Reported-and-suggested-by', 'Reported-and-acked-by', 'Reviewed-and-tested-by',
                'Acked-and-tested-by', 'Tested-and-reviewed-by', 'Tested-and-acked-by')) AS tags
        FROM held AS h
        INNER JOIN resolve_named AS n ON n.source = h.origin AND n.sha = h.sha
        WHERE NOT n.bot
        GROUP BY origin, sha
    )
SELECT h.source, h.release, h.sha, h.date, h.author_id, p.co_author_ids, h.bot, h.merge, p.tags
FROM held AS h
LEFT JOIN helped AS p ON p.origin = h.origin AND p.sha = h.sha
SETTINGS do_not_merge_across_partitions_select_final = 1, query_plan_optimize_join_order_limit = 0
