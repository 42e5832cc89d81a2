-- The people whose first message, issue, change or comment ever in the whole
-- community is of the week, with the first answer to it before the week's end: to
-- what they began, or else to what they said.
WITH
    acts AS
    (
        SELECT id, 'mail' AS channel, date, person_id, message_id AS ref, subject, thread AS item, starts, class, places, sources
        FROM golden.messages
        WHERE NOT bot
        UNION ALL
        SELECT id, 'forge', opened, person_id, ref, title, id, true, 'issue', places, sources
        FROM golden.issues
        WHERE NOT bot
        UNION ALL
        SELECT id, 'forge', opened, person_id, ref, title, id, true, 'change', places, sources
        FROM golden.changes
        WHERE channel = 'forge' AND NOT bot
        UNION ALL
        SELECT i.id, 'forge', r.date, r.person_id, i.ref, i.title, i.id, false, 'issue', i.places, i.sources
        FROM golden.issue_responses AS r
        INNER JOIN golden.issues AS i ON i.id = r.issue
        WHERE NOT r.bot
        UNION ALL
        SELECT c.id, 'forge', r.date, r.person_id, c.ref, c.title, c.id, false, 'change', c.places, c.sources
        FROM golden.change_responses AS r
        INNER JOIN golden.changes AS c ON c.id = r.change
        WHERE c.channel = 'forge' AND NOT r.bot
    ),
    firsts AS
    (
        SELECT person_id
        FROM acts
        WHERE person_id != toUUID('00000000-0000-0000-0000-000000000000')
            AND toUnixTimestamp(date) != 0
            AND arrayExists(place -> place.scope = splitByChar('/', {scope:String})[1] AND place.member = '', places)
        GROUP BY person_id
        HAVING min(date) >= {start:DateTime} AND min(date) < {end:DateTime}
    ),
    beginnings AS
    (
        SELECT
            person_id,
            argMin((id, date, ref, subject, item, starts, class, places, channel), (date, id)) AS act,
            count() AS acts
        FROM acts
        WHERE person_id IN (SELECT person_id FROM firsts)
            AND date >= {start:DateTime} AND date < {end:DateTime}
            AND hasAny(sources, {old:Array(String)})
            AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
        GROUP BY person_id
    ),
    said AS
    (
        SELECT thread AS item, date, person_id, id, parent, starts FROM golden.messages WHERE thread != 0 AND NOT bot
        UNION ALL
        SELECT issue, date, person_id, 0, 0, false FROM golden.issue_responses WHERE NOT bot
        UNION ALL
        SELECT id, first_response, first_response_person_id, 0, 0, false FROM golden.issues WHERE toUnixTimestamp(first_response) != 0
        UNION ALL
        SELECT change, date, person_id, 0, 0, false FROM golden.change_responses WHERE NOT bot AND change IN (SELECT id FROM golden.changes WHERE channel = 'forge')
        UNION ALL
        SELECT id, first_response, first_response_person_id, 0, 0, false FROM golden.changes WHERE channel = 'forge' AND toUnixTimestamp(first_response) != 0
    ),
    answers AS
    (
        SELECT b.person_id AS asker, min(s.date) AS answered, argMin(s.person_id, (s.date, s.id)) AS answerer_id
        FROM said AS s
        INNER JOIN beginnings AS b ON b.act.5 = s.item
        WHERE s.date < {end:DateTime} AND s.date > b.act.2 - if(b.act.9 = 'mail', 86400, 0)
            AND s.person_id != b.person_id
            AND (b.act.9 = 'forge' OR if(b.act.6, NOT s.starts, s.parent = b.act.1))
        GROUP BY asker
    )
SELECT
    b.act.1 AS id, b.act.9 AS channel, b.act.2 AS date, b.act.3 AS ref, b.act.4 AS subject, b.act.6 AS starts, b.act.7 AS class,
    b.acts AS messages, newcomer.name AS person,
    a.answered AS answered, answerer.name AS answerer,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', b.act.8))) AS lists
FROM beginnings AS b
LEFT JOIN answers AS a ON a.asker = b.person_id
LEFT JOIN golden.people AS newcomer ON newcomer.person_id = b.person_id
LEFT JOIN golden.people AS answerer ON answerer.person_id = a.answerer_id
ORDER BY starts DESC, date, id
