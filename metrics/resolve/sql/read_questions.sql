-- What questions on lists of users are about.
SELECT m.id AS id, toUInt32(m.date) AS date, h.sketch AS sketch
FROM (SELECT id, date FROM messages WHERE starts AND NOT bot AND class = 'question') AS m
INNER JOIN
(
    SELECT id, sketch
    FROM resolve_heads
    WHERE sketch != '' AND place IN (SELECT place FROM resolve_places WHERE users)
) AS h ON h.id = m.id
ORDER BY m.date, m.id
