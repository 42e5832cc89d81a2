SELECT m.message_id AS id, p.message_id AS parent
FROM messages AS m
LEFT JOIN messages AS p ON p.id = m.parent
ORDER BY m.date, m.message_id
