-- id: social_messages
-- title: Lines said in chats
-- question: How lively are the chats?
-- unit: messages
-- kind: count
-- better: none
-- area: none
-- needs: chat
-- looks: now
-- audience: manager, analyst
-- version: 1
SELECT
    scope,
    segment.1 AS dimension,
    segment.2 AS member,
    at,
    person_id,
    ref
FROM chat_lines
ARRAY JOIN [('', ''), ('network', toString(network)), ('place', toString(place))] AS segment
