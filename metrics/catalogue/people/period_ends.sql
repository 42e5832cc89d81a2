-- The end of each period, or the instant as far as it is looked at.
SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
FROM span_periods
