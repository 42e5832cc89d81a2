SELECT concat(ref, ' ', repository, ' ', name, ' ', formatDateTime(date, '%F'), ' ', outcome, ' ', arrayStringConcat(sources, ',')) AS line
FROM tests
ORDER BY date, ref
