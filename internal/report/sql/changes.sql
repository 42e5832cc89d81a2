-- How far a scope's totals moved, and whether beyond their usual noise: of one
-- KPI, or of all where it is empty.
SELECT
    c.kpi AS kpi, c.period_start AS start, c.comparison AS comparison, p.label AS against, c.days AS days,
    c.value AS value, c.base AS base, c.amplitude AS amplitude, c.lower AS lower, c.upper AS upper, c.adjusted AS adjusted,
    c.p_adjusted AS p, c.verdict AS verdict, c.news AS news, c.reason AS reason
FROM golden.kpi_changes AS c
LEFT JOIN
(
    SELECT period_start, label
    FROM golden.periods
    WHERE compute_id = {compute:UUID} AND grain = 'quarter'
) AS p ON p.period_start = c.base_start
WHERE c.compute_id = {compute:UUID}
  AND c.scope = {scope:String}
  AND c.period_start >= {from:DateTime}
  AND c.period_start <= {to:DateTime}
  AND ({kpi:String} = '' OR c.kpi = {kpi:String})
ORDER BY kpi, comparison, start
