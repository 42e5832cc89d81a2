-- id: doc_commits
-- title: Documentation commits
-- question: How much work goes into the documentation?
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
WHERE has(classes, 'documentation')
