-- id: social_reshares
-- title: Reshares of own posts
-- question: Do others pass on what the project says?
-- unit: reshares
-- kind: count
-- better: higher
-- area: none
-- needs: social|forum
-- looks: now
-- audience: manager, analyst
-- version: 1
SELECT
    scope,
    segment.1 AS dimension,
    segment.2 AS member,
    date AS at,
    person_id,
    ref,
    title AS subject
FROM network_posts
ARRAY JOIN passes AS scope
ARRAY JOIN [('', ''), ('network', toString(network)), ('kind', toString(kind))] AS segment
WHERE NOT bot
