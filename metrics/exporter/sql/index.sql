-- The Golden Ratio index of each quarter that has one.
SELECT scope, comparison, period_start, value, lower, upper
FROM golden.index_values
WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR scope = {scope:String}) AND value IS NOT NULL
ORDER BY scope, comparison, period_start
