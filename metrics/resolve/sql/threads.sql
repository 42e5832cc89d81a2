-- Started threads, with the first answer by another person who is no bot. An
-- answer dated up to a day before its thread counts as immediate; one dated
-- earlier still is a wrong date and no answer.
INSERT INTO threads
    (id, date, person_id, bot, class, subject, message_id, first_reply, first_reply_person_id, deadline, messages, question, places, sources)
WITH
    roots AS (SELECT * FROM messages WHERE starts),
    answers AS
    (
        SELECT
            m.thread AS thread,
            argMinIf((greatest(m.date, r.date), m.person_id), (greatest(m.date, r.date), m.date, m.id),
                NOT m.starts AND NOT m.bot AND m.person_id != r.person_id AND m.date > r.date - 86400) AS first,
            count() AS messages
        FROM messages AS m
        INNER JOIN (SELECT id, date, person_id FROM roots) AS r ON r.id = m.thread
        GROUP BY m.thread
    )
SELECT
    r.id, r.date, r.person_id, r.bot, r.class, r.subject, r.message_id,
    a.first.1, a.first.2,
    toDateTime(d.due_day, 'UTC') + if(d.free, 0, toUnixTimestamp(r.date) % 86400),
    a.messages, q.question, r.places, r.sources
FROM roots AS r
INNER JOIN answers AS a ON a.thread = r.id
LEFT JOIN (SELECT day, due_day, free FROM resolve_deadlines WHERE days = {answer_days:Int32}) AS d ON d.day = toDate(r.date)
LEFT JOIN resolve_questions AS q ON q.id = r.id
