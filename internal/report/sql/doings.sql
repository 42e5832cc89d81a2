-- Some KPIs by organisation in one quarter of a scope; the names are those of now.
SELECT v.kpi AS kpi, v.member AS id, o.name AS name, v.value AS value, v.n AS n
FROM
(
    SELECT kpi, member, value, n
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID}
      AND kpi IN {kpis:Array(String)}
      AND scope = {scope:String}
      AND grain = 'quarter'
      AND stat = 'value'
      AND dimension = 'organisation'
      AND period_start = {start:DateTime}
) AS v
LEFT JOIN golden.organisations AS o ON o.organisation = v.member
ORDER BY kpi, id
