SELECT concat(toString(person_id), ' ', organisation, ' ', toString(from), ' ', toString(until)) AS line
FROM employers
ORDER BY person_id, from
