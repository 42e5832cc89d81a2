SELECT scope, grain, label AS period, rank, row
FROM kpi_rows
INNER JOIN periods USING (grain, period_start)
WHERE has({grains:Array(String)}, grain)
ORDER BY ALL
