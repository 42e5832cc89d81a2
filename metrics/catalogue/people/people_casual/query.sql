-- id: people_casual
-- title: Casual people
-- question: How many people look in now and then?
-- unit: people
-- kind: count
-- better: none
-- area: community
-- needs: any
-- looks: ever
-- audience: manager, analyst
-- chaoss: Occasional Contributors
-- version: 2
-- Active in the period, not new, with at most twelve contributions to the scope
-- until its end and none in the three months before it.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, least(period_end, looked) - 1 AS at, numbered_people.person_id AS person_id, toString(person_id) AS ref
FROM
(
    -- whoever comes after three months, of which none has fewer than 89 days, and
    -- before the thirteenth contribution; with what was seen in the year from then
    SELECT
        number,
        scope,
        toDateTime(bitShiftRight(arrival.1, 32), 'UTC') AS came,
        toDateTime(arrival.2, 'UTC') AS before,
        toDateTime(thirteenth, 'UTC') AS many,
        arrayFilter(stay -> stay >= arrival.1 AND stay < arrival.1 + bitShiftLeft(366 * 86400, 32), stays) AS seen
    FROM
    (
        SELECT
            number,
            scope,
            arraySort(groupArray(stay)) AS stays,
            arrayPushFront(arrayPopBack(arraySort(groupArray(last))), 0) AS befores,
            arrayFirstIndex(sum -> sum > 12, arrayCumSum(stay -> bitAnd(bitShiftRight(stay, 24), 255), stays)) AS place,
            if(place = 0, 4294967295, bitShiftRight(stays[place], 32)) AS thirteenth
        FROM scoped_stays
        GROUP BY number, scope
    )
    ARRAY JOIN arrayFilter(arrival -> bitShiftRight(arrival.1, 32) >= arrival.2 + 89 * 86400 AND bitShiftRight(arrival.1, 32) < thirteenth, arrayZip(stays, befores)) AS arrival
) AS seldom
INNER JOIN numbered_people ON numbered_people.number = seldom.number
INNER JOIN first_contributions ON first_contributions.person_id = numbered_people.person_id AND first_contributions.root = substringIndex(scope, '/', 1)
INNER JOIN period_days ON period_days.day = toDate(came)
INNER JOIN telling_sources USING (grain, period_start)
WHERE first < period_start
    AND before < period_start - INTERVAL 3 MONTH
    AND period_end <= many
    AND arrayExists(stay -> bitShiftRight(stay, 32) < toUnixTimestamp(period_end) AND has(tellers, bitAnd(stay, 16777215)), seen)
