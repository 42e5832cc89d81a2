WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%F %T')) AS at
SELECT concat(
    toString(id), ' ', channel, ' ', kind, ' ', ref, ' "', title, '" ', toString(person_id), if(bot, ' bot', ''),
    ' opened ', at(opened), ' v', toString(versions), ' ', toString(merged_patches), '/', toString(patches),
    ' merged ', at(merged), ' closed ', at(closed), ' ', closed_as,
    ' first ', at(first_response), ' ', toString(first_response_person_id), ' by ', at(deadline), ' last ', at(last_activity),
    ' in "', component, '" ', arrayStringConcat(arrayMap(p -> p.1 || ':' || p.2, places), ' '), ' ', arrayStringConcat(sources, ',')) AS line
FROM changes
ORDER BY id
