-- When issues were closed, and opened again. Who closed it is another person
-- only where it is known who did.
INSERT INTO issue_closings
    (issue, closed, person_id, bot, foreign, reopened)
WITH toUUID('00000000-0000-0000-0000-000000000000') AS nobody
SELECT c.item, c.closed, c.person_id, c.bot, c.person_id NOT IN (nobody, i.person_id), c.reopened
FROM resolve_closings AS c
INNER JOIN (SELECT id, person_id FROM resolve_items WHERE kind = 'issue') AS i ON i.id = c.item
