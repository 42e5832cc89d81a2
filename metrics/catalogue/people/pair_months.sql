-- The pairs of periods in which a month of a source is the earlier or the later
-- part. Months nest in quarters and years.
SELECT source, day, groupArray((pair, part = period_start)) AS parts
FROM (SELECT source, grain, pair, period_start, arrayJoin([before, period_start]) AS part FROM covered_pairs) AS halves
INNER JOIN
(
    SELECT grain, day, period_days.period_start AS part
    FROM period_days
    WHERE day = toStartOfMonth(day)
) AS days USING (grain, part)
GROUP BY source, day
