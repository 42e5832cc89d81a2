-- What people said in chats, of themselves too; not what programs say.
SELECT scope, network, place, date AS at, person_id, ref
FROM network_posts
ARRAY JOIN scopes AS scope
WHERE kind IN ('line', 'action') AND NOT bot
