-- id: review_absence_factor
-- title: Absence factor of review
-- question: On how few people does half of the reviewing rest?
-- unit: people
-- kind: level
-- better: higher
-- area: products
-- needs: mail|forge
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 2
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
    toFloat64(golden_absence(golden_tally(arrayMap(review -> toUInt64(bitShiftRight(review, 64)), given)))) AS value,
    length(given) AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, arrayCompact(arraySort(groupArrayMerge(gathered.given))) AS given
    FROM
    (
        -- both in one number, which sorts fast
        SELECT scope, dimension, member, span, groupArrayState(bitOr(bitShiftLeft(toUInt128(cityHash64(person_id)), 64), change)) AS given
        FROM observations
        INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
        GROUP BY scope, dimension, member, span
    ) AS gathered
    INNER JOIN span_periods USING (span)
    GROUP BY scope, dimension, member, grain, period_start
)
