-- The areas of the index in one quarter.
SELECT comparison, area, value, lower, upper, weight, listed, present
FROM golden.index_areas
WHERE compute_id = {compute:UUID} AND scope = {scope:String} AND period_start = {start:DateTime}
ORDER BY comparison, area
