-- id: social_authors
-- title: People who post or chat
-- question: How many people talk about the project on networks, in forums and in chats?
-- unit: people
-- kind: count
-- better: higher
-- area: social
-- needs: social|forum|chat
-- looks: now
-- audience: board, manager, analyst
-- version: 1
SELECT
    scope,
    segment.1 AS dimension,
    segment.2 AS member,
    at,
    person_id,
    ref,
    network
FROM
(
    SELECT scope, network, at, person_id, ref FROM mentions
    UNION ALL
    SELECT scope, network, at, person_id, ref FROM chat_lines
)
ARRAY JOIN [('', ''), ('network', toString(network))] AS segment
WHERE person_id != toUUID('00000000-0000-0000-0000-000000000000')
