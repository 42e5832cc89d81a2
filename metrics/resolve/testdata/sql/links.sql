SELECT concat(p.ref, ' ', l.source, ' ', l.sha, ' ', l.evidence, ' ', toString(round(l.score, 2)), ' ', formatDateTime(l.date, '%F')) AS line
FROM commit_links AS l
INNER JOIN change_patches AS p ON p.message = l.message
ORDER BY p.ref, l.source, l.sha
