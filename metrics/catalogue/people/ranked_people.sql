-- kept by: scope, grain, period_start
-- The people of a period by their numbers, who contributed most first, of sources
-- that cover it; and how many of them are core, and core or regular. What several
-- sources show counts once.
SELECT
    named.scope AS scope,
    named.grain AS grain,
    named.period_start AS period_start,
    named.at AS at,
    arrayMap(one -> toUInt32(4294967295 - bitAnd(one, 4294967295)), sorted) AS people,
    arrayCount((after, one) -> 10 * (after - bitShiftRight(one, 32)) < 8 * total, sums, sorted) AS core,
    arrayCount((after, one) -> 100 * (after - bitShiftRight(one, 32)) < 95 * total, sums, sorted) AS regular
FROM
(
    -- both in one number, which sorts fast
    SELECT
        place,
        arrayReverseSort(groupArray(bitShiftLeft(given, 32) + 4294967295 - bitAnd(person, 4294967295))) AS sorted,
        arrayCumSum(one -> bitShiftRight(one, 32), sorted) AS sums,
        sums[-1] AS total
    FROM
    (
        SELECT toUInt32(bitShiftRight(person, 32)) AS place, person, toUInt64(sum(single)) AS given
        FROM
        (
            SELECT bitShiftLeft(toUInt64(place), 32) + number AS person, single
            FROM person_spans
            INNER JOIN covered_places USING (source, span)
            WHERE single > 0
            UNION ALL
            SELECT bitShiftLeft(toUInt64(place), 32) + number AS person, toUInt32(uniqExactArray(shared))
            FROM person_spans
            INNER JOIN covered_places USING (source, span)
            WHERE notEmpty(shared)
            GROUP BY person
        )
        GROUP BY person
    )
    GROUP BY place
) AS ranked
INNER JOIN (SELECT DISTINCT place, scope, grain, period_start, least(period_end, looked) - 1 AS at FROM covered_places) AS named USING (place)
