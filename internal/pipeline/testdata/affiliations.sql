SELECT p.name AS name, concat(a.organisation, if(a.unit = a.organisation, '', concat(' as ', a.unit)), ' ', toString(a.from), ' ', toString(a.until), ' ', a.evidence) AS work
FROM golden.affiliations AS a
INNER JOIN golden.people AS p ON p.person_id = a.person_id
ORDER BY name, work
