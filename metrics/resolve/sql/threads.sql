-- Started threads, with the first answer by another person who is no bot. An
-- answer dated up to a day before its thread counts as immediate; one dated
-- earlier still is a wrong date and no answer.
INSERT INTO threads
    (id, date, person_id, bot, class, subject, message_id, first_reply, first_reply_person_id, deadline, messages, places, sources)
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
    ),
    -- k business days after a start on a free day begin at 00:00 of the next
    -- business day; after any other they keep its clock time
    deadlines AS
    (
        SELECT start.day AS day, due.day AS due_day, start.free AS free
        FROM business_days AS start
        INNER JOIN (SELECT * FROM business_days WHERE NOT free) AS due ON due.ordinal = start.ordinal + start.free + {answer_days:Int32}
    )
SELECT
    r.id, r.date, r.person_id, r.bot, r.class, r.subject, r.message_id,
    a.first.1, a.first.2,
    toDateTime(d.due_day, 'UTC') + if(d.free, 0, toUnixTimestamp(r.date) % 86400),
    a.messages, r.places, r.sources
FROM roots AS r
INNER JOIN answers AS a ON a.thread = r.id
LEFT JOIN deadlines AS d ON d.day = toDate(r.date)
