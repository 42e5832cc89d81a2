-- What each KPI gives to the index of the last quarter of the time shown.
SELECT
    i.kpi AS id,
    i.area AS `Area`,
    d.title AS `KPI`,
    i.contribution AS `To ln index`,
    i.without AS `Index without it`,
    if(i.present, 'yes', i.reason) AS `Takes part`
FROM golden.index_kpis AS i
LEFT JOIN golden.kpi_definitions AS d ON d.compute_id = i.compute_id AND d.kpi = i.kpi
WHERE i.compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')
  AND i.scope = ${scope:sqlstring} AND i.comparison = 'yoy'
  AND i.period_start = (SELECT max(period_start) FROM golden.index_current WHERE scope = ${scope:sqlstring} AND period_end <= $__toTime)
ORDER BY abs(i.contribution) DESC NULLS LAST, i.area, i.kpi
