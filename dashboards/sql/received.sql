-- Items that runs brought, a day: what was accepted, and what went to quarantine.
SELECT toStartOfDay(r.ended, 'UTC') AS time, sum(r.received) - sum(r.quarantined) AS accepted, sum(r.quarantined) AS quarantined
FROM (SELECT ended, outcome, received, quarantined FROM golden.runs FINAL) AS r
WHERE r.outcome != 'running' AND $__timeFilter(r.ended)
GROUP BY time
ORDER BY time
