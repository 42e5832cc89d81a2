SELECT
    (SELECT count() FROM kpi_values) AS values,
    (SELECT count() FROM kpi_rows) AS rows,
    (SELECT count() FROM periods WHERE (grain, period_start) IN (SELECT grain, period_start FROM scope_periods)) AS periods,
    (SELECT uniqExact(scope) FROM scope_periods) AS scopes
