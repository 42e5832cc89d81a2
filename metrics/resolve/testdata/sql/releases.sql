SELECT concat(source, ' ', name, ' ', kind, ' ', line, ' ', formatDateTime(date, '%F'), ' ', arrayStringConcat(arrayMap(p -> p.1 || ':' || p.2, places), ' ')) AS line
FROM releases
ORDER BY date, source, name
