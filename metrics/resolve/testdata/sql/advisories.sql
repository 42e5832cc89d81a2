SELECT concat(arrayStringConcat(scopes, ','), ' ', advisory, ' ', formatDateTime(began, '%F'), ' ', formatDateTime(fixed, '%F')) AS line
FROM advisories
ORDER BY advisory
