-- The versions of each change. A version was sent when its first mail was. A
-- patch is acked when another person than who opened the change approves of it
-- or of the cover letter, or when it carries such an approval already; a
-- version when all its patches are.
INSERT INTO change_versions
    (change, version, label, ref, date, patches, total, first_comment, acked, next)
WITH
    toDateTime(0, 'UTC') AS never,
    sent AS
    (
        SELECT
            change, version, max(label) AS label, argMin(ref, (number, date, id)) AS head, min(date) AS first,
            uniqExactIf(number, role = 'patch') AS patches, max(total) AS total
        FROM resolve_sent
        GROUP BY change, version
    ),
    comments AS
    (
        SELECT change, version, min(date) AS first
        FROM change_responses
        WHERE foreign AND NOT bot AND kind = 'comment'
        GROUP BY change, version
    ),
    given AS
    (
        SELECT change, version, number, date FROM change_responses WHERE foreign AND NOT bot AND kind = 'approval'
        UNION ALL
        SELECT i.change, i.version, i.number, i.date
        FROM resolve_sent AS i
        INNER JOIN resolve_acks AS a ON a.id = i.id
        INNER JOIN (SELECT id, person_id FROM resolve_sent) AS o ON o.id = i.change
        WHERE a.person_id != o.person_id
    ),
    acks AS
    (
        SELECT p.change AS change, p.version AS version, p.number AS number, minIf(g.date, g.number IN (0, p.number)) AS first
        FROM change_patches AS p
        INNER JOIN given AS g ON g.change = p.change AND g.version = p.version
        GROUP BY p.change, p.version, p.number
    ),
    acked AS
    (
        SELECT change, version, countIf(first != never) AS patches, max(first) AS last
        FROM acks
        GROUP BY change, version
    )
SELECT
    s.change, s.version, s.label, s.head, s.first, s.patches, s.total, c.first,
    if(k.patches >= s.patches AND s.patches > 0, k.last, never),
    leadInFrame(s.first, 1, never) OVER (PARTITION BY s.change ORDER BY s.version ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
FROM sent AS s
LEFT JOIN comments AS c ON c.change = s.change AND c.version = s.version
LEFT JOIN acked AS k ON k.change = s.change AND k.version = s.version
SETTINGS query_plan_optimize_join_order_limit = 0
