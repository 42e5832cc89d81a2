SELECT concat(
    scope, ' ', toString(toDate(period_start)), ' ', comparison, ' ', area, ': ',
    ifNull(toString(round(value, 4)), 'NULL'), ' [', ifNull(toString(round(lower, 4)), 'NULL'), ', ', ifNull(toString(round(upper, 4)), 'NULL'), '] weight ',
    toString(round(weight, 4)), ', ', toString(present), ' of ', toString(listed)) AS line
FROM index_areas
WHERE period_start >= {from:DateTime('UTC')} AND comparison = 'yoy'
ORDER BY scope, period_start, area
