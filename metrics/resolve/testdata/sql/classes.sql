SELECT message_id AS id, class, subject FROM messages ORDER BY id
