-- Totals of some quarters that two computes do not share.
SELECT
    if(o.kpi != '', o.kpi, n.kpi) AS kpi,
    definitions.kind AS kind,
    if(o.kpi != '', o.scope, n.scope) AS scope,
    if(o.kpi != '', o.period_start, n.period_start) AS period_start,
    periods.label AS label,
    o.value AS old,
    n.value AS new,
    arrayMap(source -> toString(source), if(n.kpi != '', n.sources, o.sources)) AS sources,
    definitions.sqls > 1 AS redefined
FROM
(
    SELECT kpi, scope, period_start, value, sources FROM golden.kpi_values
    WHERE compute_id = {old:UUID} AND grain = 'quarter' AND stat = 'value' AND dimension = ''
        AND has({starts:Array(DateTime('UTC'))}, period_start)
) AS o
FULL JOIN
(
    SELECT kpi, scope, period_start, value, sources FROM golden.kpi_values
    WHERE compute_id = {new:UUID} AND grain = 'quarter' AND stat = 'value' AND dimension = ''
        AND has({starts:Array(DateTime('UTC'))}, period_start)
) AS n ON n.kpi = o.kpi AND n.scope = o.scope AND n.period_start = o.period_start
LEFT JOIN
(
    SELECT kpi, argMax(kind, compute_id = {new:UUID}) AS kind, uniqExact(sql) AS sqls
    FROM golden.kpi_definitions
    WHERE compute_id IN ({old:UUID}, {new:UUID})
    GROUP BY kpi
) AS definitions ON definitions.kpi = if(o.kpi != '', o.kpi, n.kpi)
LEFT JOIN
(
    SELECT period_start, any(label) AS label
    FROM golden.periods
    WHERE compute_id IN ({old:UUID}, {new:UUID}) AND grain = 'quarter'
    GROUP BY period_start
) AS periods ON periods.period_start = if(o.kpi != '', o.period_start, n.period_start)
WHERE isDistinctFrom(o.value, n.value)
ORDER BY period_start DESC, scope, kpi
SETTINGS join_use_nulls = 0
