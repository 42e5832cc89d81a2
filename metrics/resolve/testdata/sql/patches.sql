SELECT concat(
    c.ref, ' ', c.kind, ' v', toString(p.version), ' ', toString(p.number), ' ', p.ref, ' ', formatDateTime(p.date, '%m-%d'), ' ', toString(p.person_id),
    ' ', p.subject, ' ', p.patch_id, ' ', arrayStringConcat(p.paths, ',')) AS line
FROM change_patches AS p
INNER JOIN (SELECT id, ref, kind FROM changes) AS c ON c.id = p.change
ORDER BY c.ref, p.version, p.number
