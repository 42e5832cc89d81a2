-- id: code_committers
-- title: Committers
-- question: How many people bring work into the code?
-- unit: people
-- kind: count
-- better: higher
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- chaoss: Committers
-- version: 2
SELECT scope, dimension, member, at, committer_id AS person_id, source, ref, subject
FROM placed_commits
WHERE NOT committer_bot AND committer_id != toUUID('00000000-0000-0000-0000-000000000000')
