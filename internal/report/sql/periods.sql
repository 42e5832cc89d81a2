-- The quarters of a scope, oldest first, and what is known of each.
SELECT
    p.label AS label,
    p.period_start AS start,
    p.period_end AS end,
    countIf(notEmpty(v.sources)) AS covered,
    countIf(notEmpty(v.sources) AND NOT v.complete) AS open,
    countIf(v.complete AND v.value IS NOT NULL) AS known
FROM
(
    SELECT label, period_start, period_end
    FROM golden.periods
    WHERE compute_id = {compute:UUID} AND grain = 'quarter'
) AS p
LEFT JOIN
(
    SELECT period_start, sources, complete, value
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID} AND scope = {scope:String} AND grain = 'quarter' AND dimension = '' AND stat = 'value'
) AS v ON v.period_start = p.period_start
GROUP BY label, start, end
ORDER BY start
