-- id: org_volunteer_share
-- title: People who work for nobody
-- question: How many people take part in their own time?
-- unit: ratio
-- kind: level
-- better: none
-- area: none
-- needs: any
-- looks: now
-- audience: manager, analyst
-- version: 3
-- Somebody counts as they did when they contributed last in the period.
WITH observations AS (
    SELECT scope, '' AS dimension, '' AS member, at, person_id, organisation, source, kind, ref
    FROM affiliated
),
gathered AS (
    -- who, when, and for whom: 0 for an organisation, 1 for nobody, 2 for unknown;
    -- all in one number, which sorts fast
    SELECT
        scope,
        dimension,
        member,
        source,
        span,
        groupArrayState(
            bitShiftLeft(toUInt128(cityHash64(person_id)), 64)
            + 4 * toUInt64(toUnixTimestamp(at)) + multiIf(organisation = 'independent', 1, organisation = 'unknown', 2, 0)
        ) AS acts
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, source, span
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    arrayCount(last -> last % 4 = 1, lasts) / n AS value,
    value AS lower,
    arrayCount(last -> last % 4 > 0, lasts) / n AS upper,
    'bounds' AS interval,
    length(lasts) AS n,
    arrayCount(last -> last % 4 = 2, lasts) / n AS unknown_share
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        arraySort(groupArrayMerge(acts)) AS sorted,
        -- the last act of each person: the next is another's
        arrayFilter(
            (act, next) -> bitShiftRight(act, 64) != bitShiftRight(next, 64),
            sorted,
            arraySlice(arrayPushBack(sorted, bitNot(sorted[-1])), 2)
        ) AS lasts
    FROM gathered
    INNER JOIN covered_periods USING (source, span)
    GROUP BY scope, dimension, member, grain, period_start
)
