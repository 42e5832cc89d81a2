-- Questions of the 90 days before the end of a period, or before the instant as
-- far as it is looked at, each with the first that asked the same.
SELECT
    grain,
    period_start,
    instant,
    id AS thread,
    question
FROM threads
ARRAY JOIN range(toUInt32(toDate(date)), toUInt32(toDate(date)) + 91) AS day
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toUInt32(toDate(ends.instant)) = day
WHERE question != 0 AND date < instant AND date >= instant - INTERVAL 90 DAY
