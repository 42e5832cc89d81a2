SELECT concat(toString(change), ' ', state, ' ', formatDateTime(from, '%F %T'), ' ', if(until = toDateTime('2106-02-07 06:28:15', 'UTC'), 'on', formatDateTime(until, '%F %T'))) AS line
FROM change_states
ORDER BY change, from
