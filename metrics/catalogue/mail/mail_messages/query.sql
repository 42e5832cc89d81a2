-- id: mail_messages
-- title: Messages
-- question: How much is said on the mailing lists?
-- unit: messages
-- kind: count
-- better: none
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Collaboration Platform Activity
-- apart: organisation
-- version: 4
SELECT scope, dimension, member, at, person_id, ref, subject
FROM placed_messages
