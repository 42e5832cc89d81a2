-- The first days of quarters that a compute compares, by their labels.
SELECT label, grain, period_start, period_end
FROM golden.periods
WHERE compute_id = {compute:UUID} AND grain = 'quarter_to_date'
ORDER BY period_start
