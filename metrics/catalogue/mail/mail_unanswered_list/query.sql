-- id: mail_unanswered_list
-- title: Threads without an answer
-- question: Who needs a reply?
-- unit: threads
-- kind: table
-- better: none
-- area: none
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- version: 1
WITH observations AS (
    SELECT
        place.scope AS scope,
        '' AS dimension,
        '' AS member,
        ends.grain AS grain,
        ends.period_start AS period_start,
        ends.instant - 1 AS at,
        person_id,
        message_id AS ref,
        subject,
        date AS started,
        dateDiff('second', date, ends.instant) AS seconds,
        arraySort(arrayDistinct(arrayFilter(list -> list != '', arrayMap(one -> toString(one.member), places)))) AS lists
    FROM threads
    -- the days from the deadline until the thread is 90 days old
    ARRAY JOIN range(toUInt32(toDate(deadline)), toUInt32(toDate(date)) + 91) AS day
    INNER JOIN (SELECT grain, period_start, least(period_end, {as_of:DateTime}) AS instant FROM periods) AS ends
        ON toUInt32(toDate(ends.instant)) = day
    ARRAY JOIN arrayFilter(one -> one.member = '', places) AS place
    WHERE class IN ('discussion', 'question') AND golden_unanswered(date, first_reply, deadline, ends.instant)
)
SELECT
    scope,
    grain,
    period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY started, ref)) AS rank,
    toJSONString(CAST(
        (subject, ref, toString(person_id), formatDateTime(started, '%FT%TZ'), intDiv(seconds, 86400), lists),
        'Tuple(subject String, message_id String, person_id String, started String, days UInt32, lists Array(String))'
    )) AS row
FROM observations
QUALIFY rank <= 20
