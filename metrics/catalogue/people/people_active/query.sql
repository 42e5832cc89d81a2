-- id: people_active
-- title: Active people
-- question: How many people take part?
-- unit: people
-- kind: count
-- better: higher
-- area: community
-- needs: any
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributors
-- version: 3
SELECT scope, '' AS dimension, '' AS member, date AS at, person_id, source, kind, ref
FROM activity
ARRAY JOIN scopes AS scope
WHERE NOT bot
