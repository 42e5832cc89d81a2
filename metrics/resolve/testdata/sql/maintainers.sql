SELECT concat(source, ' ', toString(person_id), ' since ', formatDateTime(date, '%F')) AS line
FROM maintainers
ORDER BY source, person_id
