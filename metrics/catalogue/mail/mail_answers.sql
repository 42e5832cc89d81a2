-- What somebody answered to a discussion or question that another person
-- started.
SELECT messages.thread AS thread, date, person_id, message_id, subject, places, sources
FROM messages
INNER JOIN
(
    SELECT id AS thread, person_id AS starter
    FROM threads
    WHERE class IN ('discussion', 'question')
) AS asked ON asked.thread = messages.thread
WHERE NOT starts AND NOT bot AND person_id != starter AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
