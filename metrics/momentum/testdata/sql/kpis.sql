SELECT concat(
    scope, ' ', toString(toDate(period_start)), ' ', area, ' ', kpi, ': ', if(present, 'present', 'absent'), ' l ', ifNull(toString(round(l, 6)), 'NULL'),
    ' v ', ifNull(toString(round(v, 6)), 'NULL'), ' g ', ifNull(toString(round(g, 6)), 'NULL'), ' gives ', ifNull(toString(round(contribution, 6)), 'NULL'),
    ' without ', ifNull(toString(round(without, 6)), 'NULL'), ' (', reason, ')') AS line
FROM index_kpis
WHERE period_start >= {from:DateTime('UTC')} AND comparison = 'yoy' AND reason NOT IN ('not collected', 'not measured yet')
ORDER BY scope, period_start, area, kpi
