INSERT INTO golden.computed_received (compute_id, source, period_start, received)
SELECT {compute:UUID}, source_days.source, period_days.period_start, sum(source_days.received)
FROM source_days
INNER JOIN period_days ON period_days.day = source_days.day
WHERE period_days.grain = 'quarter'
GROUP BY source_days.source, period_days.period_start
ORDER BY ALL
