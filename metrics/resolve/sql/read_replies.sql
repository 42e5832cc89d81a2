-- What threading needs of replies: a reply prefix, In-Reply-To or References.
-- The two lists come as text, 16 hexadecimal digits a number, which a client
-- reads faster than arrays.
WITH numbers -> arrayStringConcat(arrayMap(number -> leftPad(hex(number), 16, '0'), numbers)) AS digits
SELECT
    h.id AS id,
    digits(h.named) AS named,
    if(h.topic = '', '', digits(arrayMap(list -> cityHash64(h.topic, list), p.lists))) AS topics
FROM resolve_heads AS h
INNER JOIN resolve_places AS p ON p.sources = h.sources
WHERE h.reply OR notEmpty(h.named)
ORDER BY h.date, h.id
