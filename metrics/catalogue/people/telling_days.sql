-- The days of which a source can tell who is new: its past is not cut off so soon
-- before the quarter that they lie in.
SELECT source, day
FROM source_periods
INNER JOIN (SELECT day, grain, period_start FROM period_days WHERE grain = 'quarter') AS days USING (grain, period_start)
WHERE NOT young
