SELECT concat(
    message_id, ' ', toString(person_id), ' ', class, ' ', toString(messages), ' ',
    if(toUnixTimestamp(first_reply) = 0, '-', formatDateTime(first_reply, '%F %T') || ' ' || toString(first_reply_person_id)), ' by ', formatDateTime(deadline, '%F %T')) AS line
FROM threads
ORDER BY date, message_id
