-- Two questions on lists of users, not more than 90 days apart, that are about
-- the same: a quarter of what their sketches keep of their words is equal.
-- Only those are compared of which a pair of bytes agrees, at one place of 64;
-- of pairs that alike hardly one in fifty has none.
SELECT
    earlier,
    later,
    one.date AS began,
    two.date AS ended,
    arrayIntersect(one.scopes, two.scopes) AS both_in
FROM
(
    SELECT DISTINCT couple.1 AS earlier, couple.2 AS later
    FROM
    (
        SELECT arraySort(groupArray((date, id))) AS asked
        FROM (SELECT date, id, sketch FROM threads WHERE sketch != '') AS questions
        ARRAY JOIN range(intDiv(length(sketch), 2)) AS place
        GROUP BY toUInt64(place) * 65536 + reinterpretAsUInt16(substring(sketch, 2 * place + 1, 2))
        HAVING count() > 1
    )
    ARRAY JOIN arrayFlatten(arrayMap(
        i -> arrayMap(j -> (asked[i].2, asked[j].2), arrayFilter(j -> asked[j].1 <= asked[i].1 + INTERVAL 90 DAY, range(i + 1, length(asked) + 1))),
        range(1, length(asked)))) AS couple
) AS candidates
INNER JOIN
(
    SELECT id AS earlier, date, sketch, arrayMap(place -> toString(place.scope), arrayFilter(place -> place.member = '', places)) AS scopes
    FROM threads
    WHERE sketch != ''
) AS one USING (earlier)
INNER JOIN
(
    SELECT id AS later, date, sketch, arrayMap(place -> toString(place.scope), arrayFilter(place -> place.member = '', places)) AS scopes
    FROM threads
    WHERE sketch != ''
) AS two USING (later)
WHERE 4 * byteHammingDistance(one.sketch, two.sketch) <= 3 * length(one.sketch)
