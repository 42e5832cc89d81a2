SELECT concat(
    formatDateTime(date, '%F'), ' ', channel, ' ', ref, ' ', token, ' ', toString(person_id), if(bot, ' bot', ''), if(foreign, '', ' own'), ' ',
    arrayStringConcat(arrayMap(p -> p.1 || ':' || p.2, places), ' ')) AS line
FROM tags_given
ORDER BY date, ref, token, person_id
