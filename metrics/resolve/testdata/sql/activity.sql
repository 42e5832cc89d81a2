SELECT concat(formatDateTime(date, '%F'), ' ', toString(person_id), if(bot, ' bot ', ' '), kind, ' ', ref, ' ', source, ' ', arrayStringConcat(scopes, ',')) AS line
FROM activity
ORDER BY date, ref, source, person_id
