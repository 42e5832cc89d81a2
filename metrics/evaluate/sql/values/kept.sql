-- A relation that several KPIs read. Some are made again where a database serves
-- several computations.
CREATE OR REPLACE TABLE {{table}}
ENGINE = MergeTree
ORDER BY ({{sort}})
AS
{{query}}
SETTINGS query_plan_optimize_join_order_limit = 0, max_threads = {{threads}},
    compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0
