INSERT INTO golden.targets (kpi, scope, per, at_least, at_most)
SELECT kpi, scope, per, at_least, at_most
FROM format(TSVWithNames, 'kpi String, scope String, per String, at_least Nullable(Float64), at_most Nullable(Float64)', {rows:String})
