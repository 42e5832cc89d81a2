-- Tables have rows where their scope's sources cover the period.
INSERT INTO kpi_rows (compute_id, kpi, scope, grain, period_start, rank, row)
SELECT {compute:UUID}, {kpi:String}, scope, grain, period_start, rank, row
FROM ({{query}}) AS found
WHERE (scope, grain, period_start) IN
(
    SELECT frame.scope, frame.grain, frame.period_start
    FROM scope_periods AS frame
    INNER JOIN kpis ON kpis.needs = frame.needs
    WHERE kpis.kpi = {kpi:String}
        AND frame.covered
        AND frame.grain != 'quarter_to_date'
        AND NOT (kpis.looks IN ('previous', 'both') AND frame.first)
        AND NOT (kpis.looks IN ('ever', 'both') AND frame.early)
)
ORDER BY scope, grain, period_start, rank
SETTINGS query_plan_optimize_join_order_limit = 0, max_threads = {{threads}},
    compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0
