-- The published rows of one KPI: of one scope and period where they are named.
SELECT
    kpi, stat, scope, dimension, member, grain, label, period_start, as_of, value, lower, upper,
    v.interval AS interval_kind, n, unknown_share, coverage, complete, definition_version, compute_id
FROM golden.kpi_current AS v
WHERE kpi = {kpi:String}
    AND grain != 'quarter_to_date' -- these and compared are for comparisons
    AND stat != 'compared'
    AND ({scope:String} = '' OR scope = {scope:String})
    AND ({period:String} = '' OR label = {period:String})
ORDER BY scope, grain, period_start, stat, dimension, member
