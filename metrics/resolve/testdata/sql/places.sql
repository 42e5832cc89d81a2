SELECT concat(message_id, ' ', arrayStringConcat(sources, ','), ' ', arrayStringConcat(arrayMap(p -> p.1 || ':' || p.2, places), ' ')) AS line
FROM messages
ORDER BY date, message_id
