SELECT concat(organisation, ' "', name, '" ', level, ' ', toString(from), ' ', toString(until)) AS line
FROM members
ORDER BY organisation, from
