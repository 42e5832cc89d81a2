-- id: review_merged
-- title: Changes merged
-- question: How much of what is proposed gets in?
-- unit: changes
-- kind: count
-- better: higher
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Change Requests Accepted
-- apart: organisation
-- version: 4
SELECT scope, dimension, member, merged AS at, opened AS acted, person_id, ref, subject, merged_patches, patches
FROM placed_changes
WHERE toUnixTimestamp(merged) != 0
