-- id: responder_absence_factor
-- title: Absence factor of first responses
-- question: On how few people does it rest that changes are looked at?
-- unit: people
-- kind: level
-- better: higher
-- area: products
-- needs: mail|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 2
-- A merge that nobody spoke before is nobody's response here.
WITH observations AS (
    SELECT scope, dimension, member, first_response AS at, first_response_person_id AS person_id, ref, subject
    FROM placed_changes
    WHERE first_response_person_id != toUUID('00000000-0000-0000-0000-000000000000')
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(golden_absence(golden_tally(groupArrayMerge(responders)))) AS value,
    length(groupArrayMerge(responders)) AS n
FROM
(
    SELECT scope, dimension, member, span, groupArrayState(cityHash64(person_id)) AS responders
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
) AS gathered
INNER JOIN span_periods USING (span)
GROUP BY scope, dimension, member, grain, period_start
