-- The states just before an instant.
SELECT concat(c.ref, ' ', s.state) AS line
FROM change_states AS s
INNER JOIN (SELECT id, ref FROM changes) AS c ON c.id = s.change
WHERE s.from < {at:DateTime('UTC')} AND s.until >= {at:DateTime('UTC')}
ORDER BY c.ref
