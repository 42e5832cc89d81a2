INSERT INTO span_periods (span, grain, period_start, period_end, looked)
SELECT DISTINCT span, grain, period_start, period_end, looked
FROM period_days
INNER JOIN day_spans ON day_spans.day = period_days.day
ORDER BY span, grain
