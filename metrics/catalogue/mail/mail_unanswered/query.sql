-- id: mail_unanswered
-- title: Unanswered threads
-- question: How many people still wait for an answer?
-- unit: threads
-- kind: count
-- better: lower
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- version: 1
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'list') AS dimension,
        place.member AS member,
        ends.grain AS grain,
        ends.period_start AS period_start,
        ends.instant - 1 AS at,
        person_id,
        message_id AS ref,
        subject
    FROM threads
    -- the days from the deadline until the thread is 90 days old
    ARRAY JOIN range(toUInt32(toDate(deadline)), toUInt32(toDate(date)) + 91) AS day
    INNER JOIN (SELECT grain, period_start, least(period_end, {as_of:DateTime}) AS instant FROM periods) AS ends
        ON toUInt32(toDate(ends.instant)) = day
    ARRAY JOIN places AS place
    WHERE class IN ('discussion', 'question') AND golden_unanswered(date, first_reply, deadline, ends.instant)
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(count()) AS value,
    count() AS n
FROM observations
GROUP BY scope, dimension, member, grain, period_start
