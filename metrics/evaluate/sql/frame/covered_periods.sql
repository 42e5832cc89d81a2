INSERT INTO covered_periods (source, span, grain, period_start, period_end, looked, young)
SELECT source, span, grain, period_start, period_end, looked, young
FROM span_periods
INNER JOIN source_periods USING (grain, period_start)
WHERE covered
ORDER BY source, span, grain
