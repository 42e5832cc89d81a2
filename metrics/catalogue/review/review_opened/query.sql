-- id: review_opened
-- title: Changes proposed
-- question: How much work is offered for review?
-- unit: changes
-- kind: count
-- better: none
-- area: products
-- needs: mail|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Requests
-- apart: organisation
-- version: 4
SELECT scope, dimension, member, opened AS at, person_id, ref, subject
FROM placed_changes
