-- What threading needs of replies: a reply prefix, In-Reply-To or References.
SELECT
    h.id AS id,
    h.named AS named,
    if(h.topic = '', [], arrayMap(list -> cityHash64(h.topic, list), p.lists)) AS topics
FROM resolve_heads AS h
INNER JOIN resolve_places AS p ON p.sources = h.sources
WHERE h.reply OR notEmpty(h.named)
ORDER BY h.date, h.id
