-- The index of the last quarter of the time shown: how sure it is, what is
-- missing, and the same against three years before.
SELECT
    label AS `Quarter`,
    if(comparison = 'yoy', 'a year before', 'three years before') AS `Against`,
    value AS `Index`,
    lower AS `Lower`,
    upper AS `Upper`,
    word AS `In words`,
    kpi_out_lower AS `Least without a KPI`,
    kpi_out_upper AS `Most without a KPI`,
    area_out_lower AS `Least without an area`,
    area_out_upper AS `Most without an area`,
    arrayStringConcat(missing, ', ') AS `Missing areas`,
    reason AS `Why none`
FROM golden.index_current
WHERE scope = ${scope:sqlstring}
  AND period_start = (SELECT max(period_start) FROM golden.index_current WHERE scope = ${scope:sqlstring} AND period_end <= $__toTime)
ORDER BY comparison DESC
