-- Days after as_of have nothing to say yet.
INSERT INTO period_days (day, grain, period_start, period_end, looked)
SELECT toDate(period_start) + days AS day, grain, period_start, period_end, looked
FROM periods
ARRAY JOIN range(toUInt32(dateDiff('day', period_start, period_end))) AS days
WHERE day <= toDate({as_of:DateTime('UTC')})
ORDER BY day, grain
