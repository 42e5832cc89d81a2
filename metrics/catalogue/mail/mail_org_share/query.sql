-- id: mail_org_share
-- title: Shares of organisations in mail
-- question: For whom do those who write work?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- chaoss: Organizational Diversity
-- version: 2
WITH observations AS (
    SELECT
        place.scope AS scope,
        'organisation' AS dimension,
        if(date < until, organisation, 'unknown') AS member,
        date AS at,
        written.person_id AS person_id,
        message_id AS ref,
        subject
    FROM (SELECT date, person_id, message_id, subject, places FROM messages WHERE NOT bot) AS written
    ASOF LEFT JOIN employers ON employers.person_id = written.person_id AND employers.from <= written.date
    ARRAY JOIN arrayFilter(one -> one.member = '', places) AS place
),
counted AS (
    SELECT scope, member, grain, period_start, sum(messages) AS given
    FROM
    (
        SELECT scope, member, span, count() AS messages
        FROM observations
        INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
        GROUP BY scope, member, span
    ) AS gathered
    INNER JOIN span_periods USING (span)
    GROUP BY scope, member, grain, period_start
)
SELECT
    scope,
    'organisation' AS dimension,
    one.1 AS member,
    grain,
    period_start,
    share.value AS value,
    share.lower AS lower,
    share.upper AS upper,
    'bounds' AS interval,
    n,
    unknown / n AS unknown_share
FROM
(
    SELECT
        scope,
        grain,
        period_start,
        groupArray((member, given)) AS members,
        sum(given) AS n,
        sumIf(given, member = 'unknown') AS unknown
    FROM counted
    GROUP BY scope, grain, period_start
)
ARRAY JOIN
    members AS one,
    -- of those unknown there is only the share in all
    arrayMap(
        given -> if(given.1 = 'unknown', CAST((given.2 / n, NULL, NULL), 'Tuple(value Nullable(Float64), lower Nullable(Float64), upper Nullable(Float64))'), golden_known_share(given.2, unknown, n)),
        members
    ) AS share
