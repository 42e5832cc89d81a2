WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%m-%d %T')) AS at
SELECT concat(
    repository, '#', toString(number), ' ', toString(person_id), if(bot, ' bot', ''), ' opened ', at(opened), ' closed ', at(closed),
    ' first ', at(first_response), ' ', toString(first_response_person_id), ' by ', at(deadline), ' last ', at(last_activity), ' ',
    arrayStringConcat(arrayMap(p -> p.1 || ':' || p.2, places), ' '), ' ', arrayStringConcat(sources, ','), ': ',
    arrayStringConcat(arrayMap(s -> s.2 || ' ' || at(s.1) || ' to ' || if(s.3 = toDateTime('2106-02-07 06:28:15', 'UTC'), 'now', at(s.3)), states), ', ')) AS line
FROM issues AS i
LEFT JOIN (SELECT issue, arraySort(groupArray((from, state, until))) AS states FROM issue_states GROUP BY issue) AS s ON s.issue = i.id
ORDER BY repository, number
