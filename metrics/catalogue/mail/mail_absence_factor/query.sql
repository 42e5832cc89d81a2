-- id: mail_absence_factor
-- title: Absence factor of the lists
-- question: On how few people does half of the talk rest?
-- unit: people
-- kind: level
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- chaoss: Contributor Absence Factor
-- version: 2
WITH observations AS (
    SELECT scope, dimension, member, at, person_id, ref, subject
    FROM placed_messages
    WHERE person_id != toUUID('00000000-0000-0000-0000-000000000000')
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(golden_absence(golden_tally(groupArrayMerge(authors)))) AS value,
    length(groupArrayMerge(authors)) AS n
FROM
(
    SELECT scope, dimension, member, span, groupArrayState(cityHash64(person_id)) AS authors
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
) AS gathered
INNER JOIN span_periods USING (span)
GROUP BY scope, dimension, member, grain, period_start
