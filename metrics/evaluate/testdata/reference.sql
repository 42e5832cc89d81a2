SELECT toDate(date) AS day, uniqExact(person_id) AS people
FROM messages
GROUP BY day
ORDER BY day
FORMAT Null
