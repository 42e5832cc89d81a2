-- Whether each target was met, with the days on which that was the last answer,
-- from the end of the period's grace of 14 days on (shown_until 1970: it still is).
SELECT
    t.kpi AS kpi,
    t.scope AS scope,
    t.grain AS per,
    t.period_start AS start,
    assumeNotNull(t.met) AS met,
    t.since AS since,
    toStartOfDay(p.period_end) + INTERVAL 14 DAY AS shown_from,
    leadInFrame(shown_from) OVER
        (PARTITION BY kpi, scope, per ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS shown_until
FROM golden.target_states AS t
INNER JOIN golden.periods AS p ON p.compute_id = t.compute_id AND p.grain = t.grain AND p.period_start = t.period_start
WHERE t.compute_id = {compute:UUID} AND ({scope:String} = '' OR t.scope = {scope:String}) AND t.met IS NOT NULL
ORDER BY kpi, scope, per, start
