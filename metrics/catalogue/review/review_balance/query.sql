-- id: review_balance
-- title: Reviews given and taken
-- question: Which organisations review more than they ask for?
-- unit: changes
-- kind: level
-- better: none
-- area: none
-- needs: mail|forge
-- looks: now
-- audience: manager, analyst
-- version: 1
-- Different changes that people of an organisation reviewed, less the changes
-- that its people opened.
WITH observations AS (
    SELECT
        scope,
        'organisation' AS dimension,
        if(at < until, organisation, 'unknown') AS member,
        at,
        acts.person_id AS person_id,
        change,
        what,
        ref,
        subject
    FROM
    (
        SELECT scope, at, person_id, change, 'reviewed' AS what, ref, subject
        FROM reviews
        WHERE dimension = ''
        UNION ALL
        SELECT scope, opened, person_id, id, 'opened', ref, subject
        FROM placed_changes
        WHERE dimension = ''
    ) AS acts
    ASOF LEFT JOIN employers ON employers.person_id = acts.person_id AND employers.from <= acts.at
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(uniqExactIfMerge(reviewed)) - toFloat64(sum(opened)) AS value,
    uniqExactIfMerge(reviewed) + sum(opened) AS n
FROM
(
    SELECT scope, dimension, member, span, uniqExactIfState(change, what = 'reviewed') AS reviewed, countIf(what = 'opened') AS opened
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
) AS gathered
INNER JOIN span_periods USING (span)
GROUP BY scope, dimension, member, grain, period_start
