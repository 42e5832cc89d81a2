-- id: mail_faq
-- title: Questions that come back
-- question: What is asked again and again?
-- unit: threads
-- kind: table
-- better: none
-- area: none
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- version: 3
-- One observation for each thread of a question that at least two people asked.
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
        question,
        uniqExact(person_id) OVER (PARTITION BY place.scope, grain, period_start, question) AS people,
        answered_by,
        lists
    FROM gathered_questions
    INNER JOIN
    (
        SELECT
            id AS thread,
            person_id,
            message_id AS ref,
            subject,
            date AS started,
            arrayFilter(one -> one.member = '', places) AS counted,
            arraySort(arrayDistinct(arrayFilter(list -> list != '', arrayMap(one -> toString(one.member), places)))) AS lists
        FROM threads
        WHERE question != 0
    ) AS asked ON asked.thread = gathered_questions.thread
    LEFT JOIN
    (
        SELECT thread, uniqExact(person_id) AS answered_by
        FROM mail_answers
        GROUP BY thread
    ) AS answered ON answered.thread = gathered_questions.thread
    ARRAY JOIN counted AS place
    QUALIFY people > 1
)
SELECT
    scope,
    grain,
    period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY people DESC, threads DESC, best)) AS rank,
    toJSONString(CAST(
        (best.3, best.4, formatDateTime(best.5, '%FT%TZ'), people, threads, -best.1, unanswered, lists),
        'Tuple(subject String, message_id String, started String, people UInt64, threads UInt64, answered_by Int64, unanswered UInt64, lists Array(String))'
    )) AS row
FROM
(
    SELECT
        scope,
        grain,
        period_start,
        question,
        any(people) AS people,
        count() AS threads,
        countIf(answered_by = 0) AS unanswered,
        -- the thread in which most people answered, of equal ones the latest
        min((-toInt64(answered_by), -toInt64(toUnixTimestamp(started)), subject, ref, started)) AS best,
        arraySort(groupUniqArrayArray(observations.lists)) AS lists
    FROM observations
    GROUP BY scope, grain, period_start, question
)
QUALIFY rank <= 20
