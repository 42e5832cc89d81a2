-- The pairs of periods in which a span of a source is part of the earlier, or of
-- the one after it, and whether it can be told there who is new.
SELECT source, span, pair, part = period_start AS after, after AND NOT young AS tells
FROM (SELECT source, grain, pair, period_start, young, arrayJoin([before, period_start]) AS part FROM covered_pairs) AS halves
INNER JOIN (SELECT span, grain, period_start AS part FROM span_periods) AS spans USING (grain, part)
