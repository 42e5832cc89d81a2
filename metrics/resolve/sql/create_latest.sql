-- Changes as they were opened, and their latest versions.
CREATE TABLE resolve_latest ENGINE = MergeTree ORDER BY change AS
SELECT
    v.change AS change, o.date AS opened, o.ref AS ref, o.subject AS subject, o.person_id AS person_id, o.bot AS bot,
    v.version AS version, v.versions AS versions, v.sent AS sent, v.patches AS patches
FROM
(
    SELECT w.change AS change, max(w.version) AS version, count() AS versions, max(w.date) AS sent, argMax(w.patches, w.version) AS patches
    FROM change_versions AS w
    GROUP BY change
) AS v
INNER JOIN (SELECT id, date, ref, subject, person_id, bot FROM resolve_sent WHERE id = change) AS o ON o.id = v.change
