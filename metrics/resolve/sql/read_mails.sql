-- The mails among which series are looked for: the threads that hold a patch.
SELECT id, parent, toUInt32(date) AS date
FROM messages
WHERE thread IN (SELECT thread FROM messages WHERE id IN (SELECT id FROM resolve_patches))
ORDER BY date, id
