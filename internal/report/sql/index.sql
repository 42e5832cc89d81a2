-- The Golden Ratio index of a scope, from the oldest quarter shown to the newest.
SELECT
    period_start AS start, comparison, value, lower, upper, word, kpi_out_lower, kpi_out_upper, area_out_lower, area_out_upper,
    missing, entered, departed, matched, previous_matched, reason, list_version
FROM golden.index_values
WHERE compute_id = {compute:UUID}
  AND scope = {scope:String}
  AND period_start >= {from:DateTime}
  AND period_start <= {to:DateTime}
ORDER BY comparison, start
