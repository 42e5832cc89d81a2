-- id: review_covered_share
-- title: Commits with a review
-- question: How much of the code had a second pair of eyes?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Change Request Review Coverage
-- apart: organisation
-- version: 4
SELECT scope, dimension, member, at, person_id, source, ref, subject, covered AS success
FROM placed_commits
