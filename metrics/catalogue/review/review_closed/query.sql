-- id: review_closed
-- title: Changes given up
-- question: How many proposals end without getting in?
-- unit: changes
-- kind: count
-- better: none
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Requests Declined
-- apart: organisation
-- version: 4
SELECT scope, dimension, member, closed AS at, opened AS acted, person_id, ref, subject, closed_as
FROM placed_changes
WHERE toUnixTimestamp(closed) != 0
