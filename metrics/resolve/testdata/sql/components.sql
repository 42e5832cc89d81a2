SELECT concat(ref, ' in ', component) AS line
FROM changes
ORDER BY ref
