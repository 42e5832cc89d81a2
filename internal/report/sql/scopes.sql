-- Scopes with the latest complete quarter and the latest that has any value.
SELECT
    s.scope AS scope,
    any(s.title) AS title,
    any(s.position) AS place,
    anyIf(s.synthetic, true) AS synthetic,
    argMaxIf(p.label, p.period_start, v.complete AND v.value IS NOT NULL) AS complete_label,
    argMaxIf(p.label, p.period_start, v.value IS NOT NULL) AS latest_label
FROM
(
    SELECT scope, title, position, scope IN (SELECT arrayJoin(scopes) FROM golden.sources WHERE synthetic) AS synthetic
    FROM golden.scopes
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
