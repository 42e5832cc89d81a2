-- The topics of all messages.
SELECT id, cityHash64(h.topic) AS topic, place
FROM resolve_heads AS h
WHERE h.topic != ''
ORDER BY date, id
