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
-- version: 1
SELECT scope, '' AS dimension, '' AS member, grain, period_start, at, person_id, organisation, source, ref
FROM organisation_days
