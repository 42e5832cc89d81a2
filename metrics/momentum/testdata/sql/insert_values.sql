INSERT INTO kpi_values (kpi, scope, dimension, grain, stat, period_start, as_of, value, n, coverage, complete, sources)
