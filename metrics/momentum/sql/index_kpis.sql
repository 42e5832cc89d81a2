INSERT INTO index_kpis (compute_id, scope, period_start, comparison, area, kpi, present, reason, l, v, g,
contribution, without)
