-- A definition that gives two numbers for one thing is wrong.
SELECT kpi, stat, scope, dimension, member, grain, period_start
FROM raw
GROUP BY kpi, stat, scope, dimension, member, grain, period_start
HAVING count() > 1
ORDER BY ALL
LIMIT 1
