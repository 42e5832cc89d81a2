-- The days at whose beginning a period is over, or until which it is looked at,
-- by their places in time.
SELECT end, row_number() OVER (ORDER BY end) AS place
FROM (SELECT DISTINCT toDate(least(period_end, looked)) AS end FROM span_periods)
