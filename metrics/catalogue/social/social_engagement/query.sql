-- id: social_engagement
-- title: Reactions to own posts
-- question: Do people react to what the project says?
-- unit: reactions
-- kind: count
-- better: higher
-- area: none
-- needs: social|forum
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- Whoever or whatever wrote them: the people are those who react.
SELECT
    scope,
    segment.1 AS dimension,
    segment.2 AS member,
    date AS at,
    ref,
    title AS subject,
    read,
    engagement AS amount
FROM network_posts
ARRAY JOIN own AS scope
ARRAY JOIN [('', ''), ('network', toString(network))] AS segment
WHERE kind IN ('post', 'comment', 'question', 'answer', 'quote') AND read >= date + INTERVAL 7 DAY
