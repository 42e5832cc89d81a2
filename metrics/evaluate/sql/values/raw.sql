-- Joins run in the order in which a definition has them: it knows which of them
-- multiplies rows, and the optimiser does not.
INSERT INTO raw (kpi, {{columns}})
SELECT {kpi:String}, {{columns}}
FROM ({{query}})
SETTINGS query_plan_optimize_join_order_limit = 0, max_threads = {{threads}}
