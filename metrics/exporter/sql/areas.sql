-- The areas of the index in each quarter that has them.
SELECT scope, comparison, area, period_start, value, lower, upper
FROM golden.index_areas
WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR scope = {scope:String}) AND value IS NOT NULL
ORDER BY scope, comparison, area, period_start
