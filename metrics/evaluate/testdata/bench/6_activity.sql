INSERT INTO activity (date, person_id, bot, kind, ref, source, scopes)
SELECT date, person_id, bot, 'message', message_id, sources[1], ['c', concat('c/', toString(id % 4))]
FROM messages
UNION ALL
SELECT date, author_id, bot, 'commit', sha, source, arrayDistinct(places.scope)
FROM commits
