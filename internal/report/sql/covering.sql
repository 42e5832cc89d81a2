-- Which sources stood behind the numbers of each quarter.
SELECT p.label AS label, v.sources AS sources
FROM
(
    SELECT label, period_start
    FROM golden.periods
    WHERE compute_id = {compute:UUID} AND grain = 'quarter'
    ORDER BY period_start DESC
    LIMIT {quarters:UInt8}
) AS p
LEFT JOIN
(
    SELECT period_start, groupUniqArrayArray(sources) AS sources
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID} AND grain = 'quarter' AND dimension = '' AND stat = 'value'
    GROUP BY period_start
) AS v ON v.period_start = p.period_start
ORDER BY p.period_start
