-- id: issue_opened
-- title: Issues opened
-- question: How much is reported?
-- unit: issues
-- kind: count
-- better: none
-- area: products
-- needs: forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Issues New
-- version: 1
SELECT scope, dimension, member, opened AS at, person_id, ref, subject
FROM placed_issues
