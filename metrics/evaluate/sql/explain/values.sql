SELECT
    stat, dimension, member, value, lower, upper, interval, n, unknown_share, coverage, complete, sources, definition_version
FROM golden.kpi_values
WHERE compute_id = {compute:UUID}
    AND kpi = {kpi:String}
    AND scope = {scope:String}
    AND grain = {grain:String}
    AND period_start = {start:DateTime('UTC')}
    AND dimension = {dimension:String}
    AND member = {member:String}
ORDER BY stat
