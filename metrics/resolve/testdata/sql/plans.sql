SELECT concat(arrayStringConcat(scopes, ','), ' ', release, ' ', toString(planned), ' ', toString(last), ' ', toString(dates), ' ', formatDateTime(date, '%F')) AS line
FROM planned_releases
ORDER BY date, scopes, release
