-- A thread that waits for an answer at the end of a period, or as far as it is
-- looked at: one row for each of these instants.
SELECT
    ends.grain AS grain,
    ends.period_start AS period_start,
    ends.instant AS instant,
    date AS started,
    person_id,
    message_id AS ref,
    subject,
    places
FROM threads
-- the days from the deadline until the thread is 90 days old
ARRAY JOIN range(toUInt32(toDate(deadline)), toUInt32(toDate(date)) + 91) AS day
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toUInt32(toDate(ends.instant)) = day
WHERE class IN ('discussion', 'question') AND golden_unanswered(date, first_reply, deadline, ends.instant)
