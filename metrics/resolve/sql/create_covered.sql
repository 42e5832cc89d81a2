-- Commits of changes of forges that another person than the commit's author
-- approved of, and had not taken that back when the change was merged. An
-- approval that comes later vouches for nothing that was not in already.
CREATE TABLE resolve_covered ENGINE = MergeTree ORDER BY (source, sha) AS
SELECT DISTINCT l.source AS source, l.sha AS sha
FROM resolve_landed AS l
INNER JOIN resolve_objects AS o ON o.source = l.source AND o.sha = l.sha
INNER JOIN (SELECT change, merged FROM resolve_offers) AS m ON m.change = l.change
INNER JOIN (SELECT change, person_id, date, until FROM resolve_decisions WHERE says = 1) AS d ON d.change = l.change
WHERE d.date <= m.merged AND d.until > m.merged AND d.person_id != o.author_id
SETTINGS query_plan_optimize_join_order_limit = 0
