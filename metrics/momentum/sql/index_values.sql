INSERT INTO index_values (compute_id, scope, period_start, comparison, value, lower, upper, word,
kpi_out_lower, kpi_out_upper, area_out_lower, area_out_upper, missing, entered, departed, previous, matched,
previous_matched, reason, list_version)
