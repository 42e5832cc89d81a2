-- Scopes as they were when the compute ran, with the latest complete quarter and
-- the latest that has any value.
SELECT
    s.scope AS scope,
    any(s.title) AS title,
    any(s.position) AS place,
    any(s.synthetic) AS synthetic,
    argMaxIf(p.label, p.period_start, v.complete AND v.value IS NOT NULL) AS complete_label,
    argMaxIf(p.label, p.period_start, v.value IS NOT NULL) AS latest_label
FROM
(
    SELECT scope, title, position, synthetic
    FROM golden.computed_scopes
    WHERE compute_id = {compute:UUID}
) AS s
LEFT JOIN
(
    SELECT scope, period_start, complete, value
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID} AND grain = 'quarter' AND dimension = '' AND stat = 'value'
) AS v ON v.scope = s.scope
LEFT JOIN
(
    SELECT period_start, label
    FROM golden.periods
    WHERE compute_id = {compute:UUID} AND grain = 'quarter'
) AS p ON p.period_start = v.period_start
GROUP BY s.scope
ORDER BY place, scope
