-- id: mail_answered_share
-- title: Answered in time
-- question: Do people who ask get an answer within five business days?
-- unit: ratio
-- kind: share
-- better: higher
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
        deadline AS at,
        person_id,
        message_id AS ref,
        subject,
        toUnixTimestamp(first_reply) != 0 AND first_reply <= deadline AS answered
    FROM threads
    ARRAY JOIN places AS place
    WHERE class IN ('discussion', 'question') AND toUnixTimestamp(deadline) != 0 AND deadline < {as_of:DateTime}
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    sum(successes) AS x,
    sum(trials) AS n,
    count() AS k,
    -- of every author, successes and trials
    arraySum(author -> pow(author.1 - author.2 * x / n, 2), groupArray((successes, trials))) AS spread
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        person_id,
        countIf(answered) AS successes,
        count() AS trials
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    GROUP BY scope, dimension, member, grain, period_start, person_id
)
GROUP BY scope, dimension, member, grain, period_start
