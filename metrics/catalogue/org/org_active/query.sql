-- id: org_active
-- title: Active organisations
-- question: How many organisations take part?
-- unit: organisations
-- kind: count
-- better: higher
-- area: none
-- needs: any
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Organizational Diversity
-- version: 3
SELECT scope, '' AS dimension, '' AS member, at, person_id, organisation, source, kind, ref
FROM affiliated
WHERE organisation NOT IN ('unknown', 'independent')
