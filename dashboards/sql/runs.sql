-- Runs that ended, a day.
SELECT toStartOfDay(ended, 'UTC') AS time, toString(outcome) AS outcome, count() AS runs
FROM golden.runs FINAL
WHERE outcome != 'running' AND $__timeFilter(ended)
GROUP BY time, outcome
ORDER BY time, outcome
