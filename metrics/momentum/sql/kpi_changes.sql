INSERT INTO kpi_changes (compute_id, kpi, scope, period_start, comparison, base_start, days, value, base,
amplitude, lower, upper, adjusted, p, p_adjusted, dispersion, freedom, verdict, news, reason)
