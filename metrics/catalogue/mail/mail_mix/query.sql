-- id: mail_mix
-- title: What mail is about
-- question: What are the lists used for?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- version: 2
WITH observations AS (
    SELECT
        place.scope AS scope,
        'class' AS dimension,
        toString(class) AS member,
        date AS at,
        person_id,
        message_id AS ref,
        subject
    FROM messages
    ARRAY JOIN arrayFilter(one -> one.member = '', places) AS place
)
SELECT
    scope,
    'class' AS dimension,
    class AS member,
    grain,
    period_start,
    toFloat64(counts[class]) / n AS value,
    n
FROM
(
    SELECT
        scope,
        grain,
        period_start,
        sumMap(map(member, messages)) AS counts,
        sum(messages) AS n
    FROM
    (
        SELECT scope, member, span, count() AS messages
        FROM observations
        INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
        GROUP BY scope, member, span
    ) AS gathered
    INNER JOIN span_periods USING (span)
    GROUP BY scope, grain, period_start
)
ARRAY JOIN ['patch', 'review', 'discussion', 'question', 'bot', 'announcement', 'security'] AS class
