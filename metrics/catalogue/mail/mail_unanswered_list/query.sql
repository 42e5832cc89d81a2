-- id: mail_unanswered_list
-- title: Threads without an answer
-- question: Who needs a reply?
-- unit: threads
-- kind: table
-- better: none
-- area: none
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- version: 2
WITH observations AS (
    SELECT
        place.scope AS scope,
        '' AS dimension,
        '' AS member,
        grain,
        period_start,
        instant - 1 AS at,
        person_id,
        ref,
        subject,
        started,
        dateDiff('second', started, instant) AS seconds,
        arraySort(arrayDistinct(arrayFilter(list -> list != '', arrayMap(one -> toString(one.member), places)))) AS lists
    FROM waiting_threads
    ARRAY JOIN arrayFilter(one -> one.member = '', places) AS place
),
longest AS (
    SELECT *, toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY started, ref)) AS rank
    FROM observations
    QUALIFY rank <= 20
)
SELECT
    scope,
    grain,
    period_start,
    rank,
    toJSONString(CAST(
        (subject, ref, toString(person_id), formatDateTime(started, '%FT%TZ'), intDiv(seconds, 86400), lists),
        'Tuple(subject String, message_id String, person_id String, started String, days UInt32, lists Array(String))'
    )) AS row
FROM longest
