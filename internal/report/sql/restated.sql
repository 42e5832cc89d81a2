-- What a compute states differently than an earlier snapshot did of the
-- snapshot's own quarter, with the causes that closing has found. A closed
-- quarter knows the causes that were found when it was closed, for ever.
SELECT
    o.kpi AS kpi, o.value AS old, n.value AS new, r.causes AS causes, r.sources AS sources
FROM
(
    SELECT kpi, value
    FROM golden.kpi_values
    WHERE compute_id = {earlier:UUID} AND scope = {scope:String} AND grain = 'quarter' AND dimension = '' AND stat = 'value'
      AND period_start = {start:DateTime}
) AS o
INNER JOIN
(
    SELECT kpi, value
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID} AND scope = {scope:String} AND grain = 'quarter' AND dimension = '' AND stat = 'value'
      AND period_start = {start:DateTime}
) AS n ON n.kpi = o.kpi
LEFT JOIN
(
    SELECT
        kpi, new AS stated,
        arraySort(groupUniqArray(cause)) AS causes,
        arraySort(groupUniqArrayIf(source, source != '')) AS sources
    FROM golden.restatements
    WHERE previous = {previous:String} AND scope = {scope:String} AND period_start = {start:DateTime}
      AND ({snapshot:String} = '' OR snapshot = {snapshot:String})
    GROUP BY kpi, new
) AS r ON r.kpi = n.kpi AND r.stated = n.value
ORDER BY kpi, causes, sources
