-- Values of quarters or months: of complete periods only what is complete.
-- Members are those of the dimensions that may become labels, never people or
-- subjects; of organisations the twenty largest, and the others together, and none
-- of the KPIs in apart. No kpi, scope, grain or start (1970): all of them.
SELECT
    kpi, stat, scope, dimension, shown AS member, grain, period_start,
    sum(kept.value) AS value, if(rest, NULL, any(kept.lower)) AS lower, if(rest, NULL, any(kept.upper)) AS upper,
    max(kept.n) AS n, min(kept.coverage) AS coverage, max(beyond) AS rest
FROM
(
    SELECT
        *,
        dimension = 'organisation' AND member NOT IN ('unknown', 'independent') AS firm,
        firm AND row_number() OVER (PARTITION BY kpi, stat, scope, dimension, grain, period_start ORDER BY firm DESC, abs(value) DESC, member) > 20 AS beyond,
        if(beyond, 'other', toString(member)) AS shown
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID}
      AND ({kpi:String} = '' OR kpi = {kpi:String})
      AND ({scope:String} = '' OR scope = {scope:String})
      AND grain IN ('quarter', 'month')
      AND ({grain:String} = '' OR grain = {grain:String})
      AND (toUnixTimestamp({start:DateTime}) = 0 OR period_start = {start:DateTime})
      AND dimension IN ('', 'list', 'repository', 'channel', 'network', 'class', 'kind', 'organisation')
      AND (dimension != 'organisation' OR kpi NOT IN {apart:Array(String)})
      AND (complete OR {running:Bool})
      AND stat != 'compared'
) AS kept
GROUP BY kpi, stat, scope, dimension, shown, grain, period_start
ORDER BY kpi, scope, grain, stat, dimension, shown, period_start
