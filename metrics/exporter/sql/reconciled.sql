-- What the last reconciliation of each source found, over all its parts.
SELECT source, what, sum(missing) AS missing, sum(gone) AS gone, at AS checked
FROM golden.reconciliations AS r
INNER JOIN (SELECT source, max(checked) AS at FROM golden.reconciliations GROUP BY source) AS last ON last.source = r.source AND last.at = r.checked
GROUP BY source, what, at
ORDER BY source, what
