-- What somebody started that asks for a response: a discussion or question, a
-- change, an issue; with the first response of another person.
SELECT date AS started, first_reply AS answered, toDateTime(0, 'UTC') AS closed, person_id, message_id AS ref, subject, 'mail' AS channel, places, sources
FROM threads
WHERE class IN ('discussion', 'question') AND NOT bot AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
UNION ALL
SELECT opened, first_response, closed, person_id, ref, title, channel, places, sources
FROM changes
WHERE kind = 'change' AND NOT bot AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
UNION ALL
SELECT opened, first_response, closed, person_id, ref, title, 'forge', places, sources
FROM issues
WHERE NOT bot AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
