-- Received of expected, by source and day (or the interval that fits the
-- screen), of sources that can tell.
SELECT $__timeInterval(day) AS time, source, least(1, sumIf(received, expected > 0) / sum(expected)) AS coverage
FROM golden.days_received
WHERE $__dateFilter(day)
GROUP BY time, source
HAVING sum(expected) > 0
ORDER BY time, source
