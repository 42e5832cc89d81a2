SELECT concat(
    toString(change), ' v', toString(version), ' ', toString(number), ' ', ref, ' ', formatDateTime(date, '%F'), ' ', toString(person_id),
    if(bot, ' bot', ''), if(foreign, ' ', ' own '), kind) AS line
FROM change_responses
ORDER BY change, date, ref
