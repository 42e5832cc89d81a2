-- id: doc_authors
-- title: Documentation authors
-- question: How many people write documentation?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- version: 2
SELECT scope, dimension, member, at, person_id, source, ref, subject
FROM credits
WHERE has(classes, 'documentation')
