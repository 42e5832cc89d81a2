-- id: code_lines_removed
-- title: Lines removed
-- question: How many lines were removed?
-- unit: lines
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: analyst
-- chaoss: Code Changes Lines
-- version: 2
SELECT scope, dimension, member, at, person_id, source, ref, subject, removed AS amount
FROM placed_commits
