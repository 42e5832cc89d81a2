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
-- version: 2
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, source, kind, ref
FROM contributions
