-- The Golden Ratio index against a year before, with its 95 % limits.
SELECT period_start AS time, value, lower, upper
FROM golden.index_current
WHERE scope = ${scope:sqlstring} AND comparison = 'yoy' AND $__timeFilter(period_start)
ORDER BY time
