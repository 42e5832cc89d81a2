INSERT INTO index_areas (compute_id, scope, period_start, comparison, area, value, lower, upper, weight,
listed, present)
