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
-- version: 1
-- Active in the period, not new, with at most twelve contributions to the scope
-- until its end and none in the three months before it.
SELECT scope, '' AS dimension, '' AS member, grain, period_start, least(period_end, looked) - 1 AS at, numbered_people.person_id AS person_id, toString(person_id) AS ref
FROM
(
    -- whoever comes after three months, with all until the thirteenth contribution
    SELECT number, scope, stays, sums, arrival.1 AS span, arrival.2 AS before
    FROM
    (
        SELECT
            number,
            scope,
            arraySort(groupArray((first, last, span, given, sources))) AS all,
            arrayFirstIndex(sum -> sum > 12, arrayCumSum(stay -> stay.4, all)) AS many,
            arraySlice(all, 1, if(many = 0, length(all), many)) AS stays,
            arrayCumSum(stay -> stay.4, stays) AS sums,
            arrayPushFront(arrayPopBack(stays.2), toDateTime(0, 'UTC')) AS befores
        FROM
        (
            SELECT
                number,
                scope,
                span,
                min(person_spans.first) AS first,
                max(person_spans.last) AS last,
                sum(single) + length(groupUniqArrayArray(shared)) AS given,
                groupArray(source) AS sources
            FROM person_spans
            INNER JOIN (SELECT source, arrayJoin(scopes) AS scope FROM source_spans) AS scoped USING (source)
            GROUP BY number, scope, span
        )
        GROUP BY number, scope
    )
    ARRAY JOIN arrayFilter((one, first) -> one.2 + INTERVAL 3 MONTH <= first, arrayZip(stays.3, befores), stays.1) AS arrival
) AS seldom
INNER JOIN span_periods ON span_periods.span = seldom.span
INNER JOIN numbered_people ON numbered_people.number = seldom.number
INNER JOIN first_contributions ON first_contributions.person_id = numbered_people.person_id AND first_contributions.root = substringIndex(scope, '/', 1)
WHERE first < period_start
    AND before < period_start - INTERVAL 3 MONTH
    AND arrayMax((sum, stay) -> if(stay.1 < period_end, sum, 0), sums, stays) <= 12
    AND arrayExists(
        stay -> stay.1 >= period_start AND stay.1 < period_end
            AND arrayExists(source -> (source, grain, period_start) IN (SELECT source, grain, period_start FROM source_periods WHERE covered AND NOT young), stay.5),
        stays
    )
