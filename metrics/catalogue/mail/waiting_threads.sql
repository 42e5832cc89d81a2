-- kept by: grain, period_start
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
-- the days from the deadline until it is answered or 90 days old
ARRAY JOIN range(toUInt32(toDate(deadline)), least(toUInt32(toDate(date)) + 91, if(toUnixTimestamp(first_reply) = 0, 65536, toUInt32(toDate(first_reply)) + 1))) AS day
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toUInt32(toDate(ends.instant)) = day
WHERE class IN ('discussion', 'question') AND golden_unanswered(date, first_reply, deadline, ends.instant)
