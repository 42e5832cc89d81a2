-- id: org_share
-- title: Shares of organisations
-- question: Who does the work?
-- unit: ratio
-- kind: parts
-- better: none
-- area: none
-- needs: any
-- looks: now
-- audience: manager, analyst
-- chaoss: Organizational Diversity
-- version: 3
-- A contribution that several sources show counts once.
SELECT scope, 'organisation' AS dimension, organisation AS member, at, person_id, source, kind, ref, work, repeated
FROM affiliated
