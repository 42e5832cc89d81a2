-- What people wrote about the project on networks and in forums: neither lines of
-- chats, nor what passes on others' words without any of its own, nor what programs
-- write.
SELECT scope, network, kind, date AS at, person_id, ref, title AS subject
FROM network_posts
ARRAY JOIN about AS scope
WHERE kind IN ('post', 'comment', 'question', 'answer', 'quote') AND NOT bot
