-- id: review_link_share
-- title: Commits whose proposal is known
-- question: How much of the code was proposed in public first?
-- unit: ratio
-- kind: share
-- better: none
-- area: products
-- needs: mail|forge, code
-- looks: now
-- audience: manager, analyst
-- version: 2
SELECT scope, dimension, member, at, person_id, source, ref, subject, (source, ref) IN (SELECT source, sha FROM commit_links) AS success
FROM placed_commits
