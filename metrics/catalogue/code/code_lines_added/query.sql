-- id: code_lines_added
-- title: Lines added
-- question: How many lines were added?
-- unit: lines
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: analyst
-- chaoss: Code Changes Lines
-- version: 2
SELECT scope, dimension, member, at, person_id, source, ref, subject, added AS amount
FROM placed_commits
