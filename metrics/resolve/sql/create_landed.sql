-- Which commit of a default branch a merged change of a forge became: the one
-- that the forge names, the change's own commits, and those of one patch-id up
-- to a day after the merge. Where the forge names no merge but a commit, it may
-- have rebased the change: then all are that one author's of the same subject
-- which it made with the last one, in the ten minutes before it at most. Of
-- several with one subject each becomes one, in their order.
CREATE TABLE resolve_landed ENGINE = MergeTree ORDER BY (source, sha) AS
WITH
    merged AS (SELECT change, merge_sha, opened, merged FROM resolve_offers WHERE toUnixTimestamp(merged) != 0 AND kind != 'backport'),
    pushed AS (SELECT * FROM resolve_pushed WHERE change IN (SELECT change FROM merged)),
    named AS
    (
        SELECT
            o.source AS source, o.sha AS sha, m.change AS change, o.merge AS merge, o.date AS date,
            argMax(p.message, (p.own = o.subject AND p.person_id = o.author_id, p.number)) AS message
        FROM merged AS m
        INNER JOIN resolve_objects AS o ON o.sha = m.merge_sha
        INNER JOIN pushed AS p ON p.change = m.change
        GROUP BY source, sha, change, merge, date
    ),
    alike AS
    (
        SELECT
            o.source AS source, o.sha AS sha, n.change AS change, p.message AS message, o.date AS date,
            dense_rank() OVER (PARTITION BY o.source, n.change, p.person_id, p.own ORDER BY p.number) AS before,
            dense_rank() OVER (PARTITION BY o.source, n.change, p.person_id, p.own ORDER BY o.authored, o.sha) AS after
        FROM named AS n
        INNER JOIN pushed AS p ON p.change = n.change
        INNER JOIN (SELECT * FROM resolve_objects WHERE NOT merge AND subject IN (SELECT own FROM pushed)) AS o
            ON o.source = n.source AND o.subject = p.own AND o.author_id = p.person_id
        WHERE p.own != '' AND NOT n.merge AND o.date BETWEEN n.date - 600 AND n.date
    ),
    found AS
    (
        SELECT source, sha, change, message, 'merge' AS evidence, date
        FROM named
        UNION ALL
        SELECT o.source, o.sha, p.change, p.message, 'sha', o.date
        FROM pushed AS p
        INNER JOIN resolve_objects AS o ON o.sha = p.sha
        UNION ALL
        SELECT o.source, o.sha, p.change, p.message, 'patch-id', o.date
        FROM pushed AS p
        INNER JOIN merged AS m ON m.change = p.change
        INNER JOIN resolve_objects AS o ON o.patch_id = p.patch_id
        WHERE p.patch_id != '' AND o.date < m.merged + 86400
        UNION ALL
        SELECT source, sha, change, message, 'rebase', date
        FROM alike
        WHERE before = after
    )
SELECT source, sha, change, message, argMin(evidence, indexOf(['merge', 'sha', 'patch-id', 'rebase'], evidence)) AS evidence, any(date) AS date
FROM found
GROUP BY source, sha, change, message
SETTINGS query_plan_optimize_join_order_limit = 0
