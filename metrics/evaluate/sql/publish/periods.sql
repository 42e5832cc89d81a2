-- Periods that no scope covers are nobody's.
INSERT INTO golden.periods (compute_id, grain, period_start, period_end, label)
SELECT {compute:UUID}, grain, period_start, period_end, label
FROM periods
WHERE (grain, period_start) IN (SELECT grain, period_start FROM scope_periods)
ORDER BY grain, period_start
