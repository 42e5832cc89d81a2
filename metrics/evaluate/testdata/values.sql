SELECT
    kpi, stat, scope, dimension, member, v.grain AS grain, label AS period,
    value, lower, upper, interval, n, unknown_share, coverage, complete, formatDateTime(v.as_of, '%FT%T') AS as_of,
    arrayMap(s -> toString(s), sources) AS sources
FROM kpi_values AS v
INNER JOIN periods USING (grain, period_start)
WHERE has({grains:Array(String)}, grain)
ORDER BY ALL
