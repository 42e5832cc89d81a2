-- The mails that changes are made of, patches and cover letters: series found
-- them, and what opened a change is one of them.
CREATE TABLE resolve_sent ENGINE = MergeTree ORDER BY id AS
SELECT
    s.id AS id, s.change AS change, s.version AS version, s.label AS label, s.number AS number, s.total AS total, s.kind AS kind, s.role AS role,
    m.message_id AS ref, m.date AS date, m.subject AS subject, m.person_id AS person_id, m.bot AS bot, m.places AS places, m.sources AS sources
FROM (SELECT * FROM messages WHERE id IN (SELECT id FROM resolve_series WHERE role != 'response')) AS m
INNER JOIN (SELECT * FROM resolve_series WHERE role != 'response') AS s ON s.id = m.id
SETTINGS query_plan_optimize_join_order_limit = 0
