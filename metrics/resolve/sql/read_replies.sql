-- What threading needs of replies: a reply prefix, In-Reply-To or References.
-- The numbers come as text, 16 hexadecimal digits each, which a client reads
-- faster than an array.
SELECT id, arrayStringConcat(arrayMap(number -> leftPad(hex(number), 16, '0'), h.named)) AS named, if(h.topic = '', 0, cityHash64(h.topic)) AS topic, place
FROM resolve_heads AS h
WHERE reply OR notEmpty(h.named)
ORDER BY date, id
