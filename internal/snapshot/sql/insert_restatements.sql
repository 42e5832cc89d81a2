INSERT INTO golden.restatements (snapshot, previous, scope, kpi, period_start, old, new, effect, cause, source)
