-- id: code_commits
-- title: Commits
-- question: How much work reaches the code?
-- unit: commits
-- kind: count
-- better: none
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Code Changes Commits
-- version: 2
SELECT scope, dimension, member, at, person_id, source, ref, subject
FROM placed_commits
