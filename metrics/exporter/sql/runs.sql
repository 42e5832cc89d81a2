-- Ended runs by outcome.
SELECT source, toString(outcome) AS outcome, count() AS runs
FROM golden.runs FINAL
WHERE outcome != 'running'
GROUP BY source, outcome
ORDER BY source, outcome
