-- The areas of the index against a year before.
SELECT period_start AS time, area, value
FROM golden.index_areas
WHERE compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')
  AND scope = ${scope:sqlstring} AND comparison = 'yoy' AND $__timeFilter(period_start)
ORDER BY time, area
