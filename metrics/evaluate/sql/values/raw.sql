-- Joins run in the order in which a definition has them: it knows which of them
-- multiplies rows, and the optimiser does not. Each statement runs once, and its
-- expressions are never run so often that compiling them would pay.
INSERT INTO raw (kpi, {{columns}})
SELECT {kpi:String}, {{columns}}
FROM ({{query}})
SETTINGS query_plan_optimize_join_order_limit = 0, max_threads = {{threads}},
    compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0
