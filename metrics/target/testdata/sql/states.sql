SELECT concat(
    kpi, ' ', scope, ' ', grain, ' ', toString(toDate(period_start)), ' ',
    ifNull(toString(at_least), '-'), ' ', ifNull(toString(at_most), '-'), ' ', ifNull(toString(value), '-'), ' ',
    multiIf(met IS NULL, '?', met, 'met', 'missed'), ' ', ifNull(toString(toDate(since)), '-'), ' ',
    if(compute_id = {compute:UUID}, 'ours', 'of another compute')) AS line
FROM target_states
ORDER BY kpi, scope, grain, period_start
