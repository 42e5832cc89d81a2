SELECT o.organisation AS name, concat(o.name, ' ', o.owner, ' ', toString(o.since)) AS work
FROM golden.organisations AS o
ORDER BY o.organisation
