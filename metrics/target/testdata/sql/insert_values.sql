INSERT INTO kpi_values (kpi, stat, scope, dimension, member, grain, period_start, value, complete)
SELECT kpi, stat, scope, dimension, member, grain, period_start, value, complete
FROM format(TSVWithNames, 'kpi String, stat String, scope String, dimension String, member String, grain String, period_start DateTime, value Nullable(Float64), complete Bool', {rows:String})
