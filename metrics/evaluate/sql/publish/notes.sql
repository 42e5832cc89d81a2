-- What is dated later did not happen yet.
INSERT INTO golden.computed_notes (compute_id, day, scope, position, text)
SELECT {compute:UUID}, day, scope, position, text
FROM golden.notes
WHERE day < {as_of:DateTime('UTC')}
ORDER BY day, scope, position
