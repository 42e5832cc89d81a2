-- What threading needs of every message.
SELECT id, mail, toUInt32(date) AS date
FROM resolve_heads
ORDER BY resolve_heads.date, id
