-- id: code_authors
-- title: Authors
-- question: How many people write the code?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributors
-- version: 3
SELECT scope, dimension, member, at, person_id, source, ref, subject
FROM credits
