-- The periods that a day belongs to and that a source covers, and whether its
-- past is cut off so soon before that nobody in it can be called new.
SELECT source, day, groupArray((grain, period_start, young)) AS periods
FROM period_days
INNER JOIN source_periods USING (grain, period_start)
WHERE covered
GROUP BY source, day
