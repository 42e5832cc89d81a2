-- Every number of every quarter.
SELECT v.kpi AS kpi, v.stat AS stat, v.scope AS scope, v.dimension AS dimension, v.member AS member, p.label AS label, v.value AS value
FROM kpi_values AS v
INNER JOIN periods AS p ON p.grain = v.grain AND p.period_start = v.period_start
WHERE v.grain = 'quarter'
ORDER BY kpi, scope, v.period_start, dimension, member, stat
