-- Which commit of a default branch a merged change of a forge became: the one
-- that the forge names, the change's own commits, and those of one patch-id up
-- to a day after the merge. Of a rebase that the clone does not hold the last
-- commit alone is found.
CREATE TABLE resolve_landed ENGINE = MergeTree ORDER BY (source, sha) AS
WITH
    merged AS (SELECT change, merge_sha, opened, merged FROM resolve_offers WHERE toUnixTimestamp(merged) != 0 AND kind != 'backport'),
    pushed AS (SELECT * FROM resolve_pushed WHERE change IN (SELECT change FROM merged)),
    found AS
    (
        SELECT o.source AS source, o.sha AS sha, m.change AS change, p.message AS message, 'merge' AS evidence, o.date AS date
        FROM merged AS m
        INNER JOIN resolve_objects AS o ON o.sha = m.merge_sha
        INNER JOIN (SELECT change, argMax(message, number) AS message FROM pushed GROUP BY change) AS p ON p.change = m.change
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
    )
SELECT source, sha, change, message, argMin(evidence, indexOf(['merge', 'sha', 'patch-id'], evidence)) AS evidence, any(date) AS date
FROM found
GROUP BY source, sha, change, message
SETTINGS query_plan_optimize_join_order_limit = 0
