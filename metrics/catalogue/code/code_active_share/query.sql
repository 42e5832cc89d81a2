-- id: code_active_share
-- title: Days with commits
-- question: On how many days does work reach the code?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 1
-- Days that are not over yet count where the period is still running.
WITH observations AS (
    SELECT scope, dimension, member, at, person_id, source, ref, subject
    FROM placed_commits
),
gathered AS (
    SELECT scope, dimension, member, span, uniqExactState(toDate(at)) AS dates
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
),
active AS (
    SELECT scope, dimension, member, grain, period_start, uniqExactMerge(dates) AS days
    FROM gathered
    INNER JOIN span_periods USING (span)
    GROUP BY scope, dimension, member, grain, period_start
),
lengths AS (
    SELECT DISTINCT grain, period_start, ceil(dateDiff('second', period_start, least(period_end, looked)) / 86400) AS length
    FROM span_periods
    WHERE looked > period_start
)
SELECT
    places.scope AS scope,
    places.dimension AS dimension,
    places.member AS member,
    lengths.grain AS grain,
    lengths.period_start AS period_start,
    days / length AS value,
    days AS n
FROM (SELECT DISTINCT scope, dimension, member FROM active) AS places
CROSS JOIN lengths
LEFT JOIN active USING (scope, dimension, member, grain, period_start)
WHERE places.dimension = '' OR days > 0
