-- id: review_load
-- title: Changes that wait, per reviewer
-- question: Are there enough people who review?
-- unit: ratio
-- kind: level
-- better: lower
-- area: none
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- version: 3
-- Changes that wait for a reviewer at the end of the period, divided by the
-- people who gave a review in it.
WITH observations AS (
    SELECT scope, dimension, member, grain, period_start, instant - 1 AS at, person_id, ref, subject, 'waits' AS what
    FROM open_changes
    INNER JOIN placed_changes ON placed_changes.id = open_changes.id
    WHERE state = 'waiting-for-reviewer'
    UNION ALL
    SELECT scope, dimension, member, grain, period_start, at, person_id, ref, subject, 'review'
    FROM reviews
    INNER JOIN period_days ON period_days.day = toDate(reviews.at)
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    countIf(what = 'waits') / nullIf(uniqExactIf(cityHash64(person_id), what = 'review'), 0) AS value,
    uniqExactIf(cityHash64(person_id), what = 'review') AS n
FROM observations
GROUP BY scope, dimension, member, grain, period_start
