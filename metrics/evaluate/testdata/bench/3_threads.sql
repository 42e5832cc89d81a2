-- Their threads, most of them answered.
INSERT INTO threads
    (id, date, person_id, bot, class, subject, message_id, first_reply, first_reply_person_id, deadline, messages, places, sources)
SELECT
    id, date, person_id, bot, if(class IN ('discussion', 'question'), class, if(id % 12 < 6, 'discussion', 'patch')), subject, message_id,
    if(id % 5 = 0, toDateTime(0, 'UTC'), date + cityHash64(id) % 1000000),
    person_id, date + 7 * 86400, 4, places, sources
FROM messages
WHERE starts
