-- id: member_participation
-- title: What members do
-- question: What do member organisations contribute?
-- unit: ratio
-- kind: table
-- better: none
-- area: none
-- needs: any
-- looks: now
-- audience: board, manager, analyst
-- version: 3
-- Whoever is a member on some day of the period, in the order of names; a member
-- of whom nothing was seen has a row of zeros.
WITH observations AS (
    SELECT scope, '' AS dimension, '' AS member, at, person_id, organisation, source, kind, ref
    FROM affiliated
    WHERE organisation IN (SELECT organisation FROM members)
),
done AS (
    SELECT
        scope,
        grain,
        period_start,
        organisation,
        uniqExact(person_id) AS people,
        countIf(kind = 'commit') AS commits,
        countIf(kind = 'change') AS changes,
        countIf(kind = 'review') AS reviews,
        countIf(kind = 'issue') AS issues,
        countIf(kind = 'message') AS messages
    FROM
    (
        SELECT DISTINCT scope, grain, period_start, at, person_id, organisation, kind, ref
        FROM observations
        INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
        INNER JOIN covered_periods ON covered_periods.source = observations.source AND covered_periods.span = day_spans.span
    )
    GROUP BY scope, grain, period_start, organisation
),
present AS (
    SELECT scope, grain, period_start, organisation, any(name) AS name, argMax(level, from) AS level
    FROM scope_periods
    CROSS JOIN members
    WHERE needs = 'any' AND from < period_end AND until > period_start
    GROUP BY scope, grain, period_start, organisation
)
SELECT
    scope,
    grain,
    period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY lowerUTF8(name), organisation)) AS rank,
    toJSONString(CAST(
        (organisation, name, level, people, commits, changes, reviews, issues, messages),
        'Tuple(organisation_id String, name String, level String, people UInt64, commits UInt64, changes UInt64, reviews UInt64, issues UInt64, messages UInt64)'
    )) AS row
FROM present
LEFT JOIN done USING (scope, grain, period_start, organisation)
