-- Messages with their person, class and places.
INSERT INTO messages
    (id, message_id, date, person_id, bot, class, subject, thread, parent, starts, lines, quoted_lines, places, sources)
SELECT
    h.id, h.message_id, h.date, w.person_id, c.class = 'bot' AS bot, c.class,
    h.subject, l.thread, l.parent, l.starts, h.lines, h.quoted_lines, p.places, h.sources
FROM resolve_heads AS h
INNER JOIN resolve_links AS l ON l.id = h.id
INNER JOIN resolve_classes AS c ON c.id = h.id
INNER JOIN resolve_places AS p ON p.sources = h.sources
LEFT JOIN resolve_people AS w ON w.alias_id = h.alias_id
-- in this order the small sides are the hashed ones; the optimiser swaps them
SETTINGS query_plan_optimize_join_order_limit = 0
