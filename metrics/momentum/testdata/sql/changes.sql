SELECT concat(
    kpi, ' ', scope, ' ', toString(toDate(period_start)), ' ', comparison, ' ', toString(toDate(base_start)), ' days ', toString(days), ': ',
    ifNull(toString(base), 'NULL'), ' to ', ifNull(toString(value), 'NULL'), ', ', ifNull(toString(round(amplitude, 4)), 'NULL'),
    ' [', ifNull(toString(round(lower, 4)), 'NULL'), ', ', ifNull(toString(round(upper, 4)), 'NULL'), '] ',
    ifNull(toString(round(adjusted, 4)), 'NULL'), ', p ', ifNull(toString(round(p, 6)), 'NULL'), ' of all ', ifNull(toString(round(p_adjusted, 6)), 'NULL'),
    ', dispersion ', ifNull(toString(round(dispersion, 4)), 'NULL'), ' (', toString(freedom), '): ', verdict, ' ', news, ' (', reason, ')') AS line
FROM kpi_changes
WHERE period_start >= {from:DateTime('UTC')}
ORDER BY kpi, scope, period_start, comparison
