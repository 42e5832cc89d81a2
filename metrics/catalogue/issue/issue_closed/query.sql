-- id: issue_closed
-- title: Issues closed
-- question: How much of what is reported is dealt with?
-- unit: issues
-- kind: count
-- better: none
-- area: products
-- needs: forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Issues Closed
-- version: 1
SELECT scope, dimension, member, closed AS at, person_id, ref, subject
FROM placed_issues
WHERE toUnixTimestamp(closed) != 0
