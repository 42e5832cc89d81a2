-- id: social_posts
-- title: Posts about the project
-- question: How much is written about the project on networks and in forums?
-- unit: posts
-- kind: count
-- better: higher
-- area: none
-- needs: social|forum
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
    subject
FROM mentions
ARRAY JOIN [('', ''), ('network', toString(network)), ('kind', toString(kind))] AS segment
