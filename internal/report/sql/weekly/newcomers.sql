-- The people whose first message ever on the lists of the whole community is of
-- the week, with the first answer to it before the week's end: to the thread
-- that they started, or else to their own mail.
WITH
    firsts AS
    (
        SELECT person_id
        FROM golden.messages
        WHERE NOT bot AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
            AND toUnixTimestamp(date) != 0
            AND arrayExists(place -> place.scope = splitByChar('/', {scope:String})[1] AND place.member = '', places)
        GROUP BY person_id
        HAVING min(date) >= {start:DateTime} AND min(date) < {end:DateTime}
    ),
    beginnings AS
    (
        SELECT
            person_id,
            argMin((id, date, message_id, subject, thread, starts, class, places), (date, id)) AS mail,
            count() AS messages
        FROM golden.messages
        WHERE person_id IN (SELECT person_id FROM firsts)
            AND date >= {start:DateTime} AND date < {end:DateTime}
            AND NOT bot
            AND hasAny(sources, {old:Array(String)})
            AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
        GROUP BY person_id
    ),
    answers AS
    (
        SELECT b.person_id AS asker, min(m.date) AS answered, argMin(m.person_id, (m.date, m.id)) AS answerer_id
        FROM golden.messages AS m
        INNER JOIN beginnings AS b ON b.mail.5 = m.thread
        WHERE m.thread != 0 AND m.date < {end:DateTime} AND m.date > b.mail.2 - 86400
            AND NOT m.bot AND m.person_id != b.person_id
            AND if(b.mail.6, NOT m.starts, m.parent = b.mail.1)
        GROUP BY asker
    )
SELECT
    b.mail.1 AS id, b.mail.2 AS date, b.mail.3 AS ref, b.mail.4 AS subject, b.mail.6 AS starts, b.mail.7 AS class,
    b.messages AS messages, newcomer.name AS person,
    a.answered AS answered, answerer.name AS answerer,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', b.mail.8))) AS lists
FROM beginnings AS b
LEFT JOIN answers AS a ON a.asker = b.person_id
LEFT JOIN golden.people AS newcomer ON newcomer.person_id = b.person_id
LEFT JOIN golden.people AS answerer ON answerer.person_id = a.answerer_id
ORDER BY starts DESC, date, id
