SELECT concat(
    scope, ' ', toString(toDate(period_start)), ' ', comparison, ': ',
    ifNull(toString(round(value, 4)), 'NULL'), ' [', ifNull(toString(round(lower, 4)), 'NULL'), ', ', ifNull(toString(round(upper, 4)), 'NULL'), '] ', word,
    '; KPIs out ', ifNull(toString(round(kpi_out_lower, 4)), 'NULL'), ' to ', ifNull(toString(round(kpi_out_upper, 4)), 'NULL'),
    '; areas out ', ifNull(toString(round(area_out_lower, 4)), 'NULL'), ' to ', ifNull(toString(round(area_out_upper, 4)), 'NULL'),
    '; missing ', toString(missing), ' entered ', toString(entered), ' departed ', toString(departed),
    '; before ', ifNull(toString(round(previous, 4)), 'NULL'), ', matched ', ifNull(toString(round(matched, 4)), 'NULL'), ' after ', ifNull(toString(round(previous_matched, 4)), 'NULL'),
    ' (', reason, ') list ', toString(list_version)) AS line
FROM index_values
WHERE period_start >= {from:DateTime('UTC')}
ORDER BY scope, period_start, comparison
