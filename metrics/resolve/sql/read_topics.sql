-- The topics of every message, one row for each list that it stands on.
SELECT h.id AS id, cityHash64(h.topic, arrayJoin(p.lists)) AS topic
FROM resolve_heads AS h
INNER JOIN resolve_places AS p ON p.sources = h.sources
WHERE h.topic != ''
ORDER BY h.date, h.id, topic
