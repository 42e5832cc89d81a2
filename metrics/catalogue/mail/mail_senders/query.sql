-- id: mail_senders
-- title: People who write
-- question: How many people talk on the mailing lists?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributors
-- apart: organisation
-- version: 5
SELECT scope, dimension, member, at, person_id, ref, subject
FROM placed_messages
WHERE person_id != toUUID('00000000-0000-0000-0000-000000000000')
