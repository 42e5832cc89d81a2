WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%m-%d %T')) AS at
SELECT concat(
    network, ' ', id, ' ', toString(person_id), if(bot, ' bot', ''), ' ', at(asked), ' answered ', at(answered), ' ', toString(answered_person_id),
    ' by ', at(deadline), ' in ', arrayStringConcat(scopes, ',')) AS line
FROM forum_questions
ORDER BY network, id
