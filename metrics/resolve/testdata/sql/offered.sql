WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%m-%d %T')) AS at
SELECT concat(
    c.ref, ' ', channel, ' ', kind, ' ', toString(person_id), if(bot, ' bot', ''), ' opened ', at(opened), ' ', toString(merged_patches), '/', toString(patches),
    ' merged ', at(merged), ' closed ', at(closed), ' ', closed_as, ' first ', at(first_response), ' ', toString(first_response_person_id),
    ' by ', at(deadline), ' last ', at(last_activity), ' in ', component, ': ',
    arrayStringConcat(arrayMap(s -> s.2 || ' ' || at(s.1) || ' to ' || if(s.3 = toDateTime('2106-02-07 06:28:15', 'UTC'), 'now', at(s.3)), states), ', ')) AS line
FROM changes AS c
LEFT JOIN (SELECT change, arraySort(groupArray((from, state, until))) AS states FROM change_states GROUP BY change) AS s ON s.change = c.id
ORDER BY ref
