-- A definition that gives two numbers for one thing is wrong. Only where there
-- are fewer things than numbers, which a hash tells soonest, is one looked for.
SELECT kpi, stat, scope, dimension, member, grain, period_start
FROM raw
WHERE (SELECT uniqExact(cityHash64(kpi, stat, scope, dimension, member, grain, period_start)) < count() FROM raw)
GROUP BY kpi, stat, scope, dimension, member, grain, period_start
HAVING count() > 1
ORDER BY ALL
LIMIT 1
