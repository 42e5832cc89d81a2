-- id: review_absence_factor
-- title: Absence factor of review
-- question: On how few people does half of the reviewing rest?
-- unit: people
-- kind: level
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 1
-- A person and a change are one review, however much is said.
WITH observations AS (
    SELECT scope, dimension, member, at, person_id, change, ref, kind, subject
    FROM reviews
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(golden_absence(golden_tally(arrayMap(review -> review.1, given)))) AS value,
    length(given) AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, groupUniqArray((cityHash64(person_id), change)) AS given
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    GROUP BY scope, dimension, member, grain, period_start
)
