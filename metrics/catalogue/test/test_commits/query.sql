-- id: test_commits
-- title: Commits with tests
-- question: How much work goes into tests?
-- unit: commits
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 1
SELECT scope, dimension, member, at, person_id, source, ref, subject
FROM placed_commits
WHERE has(classes, 'test')
