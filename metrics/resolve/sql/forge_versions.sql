-- The versions of changes of forges. One is acked from when the change counted
-- as approved: that outlasts a push, unless the forge dismisses it then.
INSERT INTO change_versions
    (change, version, label, ref, date, patches, total, first_comment, acked, next)
WITH
    toDateTime(0, 'UTC') AS never,
    comments AS
    (
        SELECT change, version, min(date) AS first
        FROM change_responses
        WHERE foreign AND NOT bot AND kind = 'comment'
        GROUP BY change, version
    ),
    acks AS
    (
        SELECT v.change AS change, v.version AS version, min(greatest(a.from, v.date)) AS first
        FROM resolve_rounds AS v
        INNER JOIN resolve_approved AS a ON a.change = v.change
        WHERE a.until > v.date AND (v.next = never OR a.from < v.next)
        GROUP BY change, version
    ),
    sizes AS
    (
        SELECT v.change AS change, v.version AS version, countIf(v.next = never OR p.date < v.next) AS patches
        FROM resolve_rounds AS v
        INNER JOIN resolve_pushed AS p ON p.change = v.change
        GROUP BY change, version
    )
SELECT
    v.change, v.version, v.version, v.ref, v.date, greatest(1, s.patches), greatest(1, s.patches), c.first, a.first, v.next
FROM resolve_rounds AS v
LEFT JOIN sizes AS s ON s.change = v.change AND s.version = v.version
LEFT JOIN comments AS c ON c.change = v.change AND c.version = v.version
LEFT JOIN acks AS a ON a.change = v.change AND a.version = v.version
SETTINGS query_plan_optimize_join_order_limit = 0
