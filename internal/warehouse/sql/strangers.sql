-- People who contributed most in the last quarters before the last compute
-- while it was not known for whom they work, each with the share of all
-- contributions that would be known with them; and the share that is unknown.
WITH
    (SELECT argMax(as_of, published) FROM golden.computes WHERE snapshot = '') AS looked,
    done AS
    (
        SELECT a.person_id AS person_id, a.date AS date, cityHash64(a.kind, a.ref, a.date, a.person_id) AS work, a.date >= e.until AS stranger
        FROM (SELECT * FROM golden.activity WHERE NOT bot AND has(scopes, {scope:String}) AND date >= addQuarters(toStartOfQuarter(looked), -{quarters:Int32})) AS a
        ASOF LEFT JOIN golden.employers AS e ON e.person_id = a.person_id AND e.from <= a.date
    ),
    (SELECT uniqExact(work) FROM done) AS contributions
SELECT
    toString(d.person_id) AS person_id,
    any(p.name) AS name,
    uniqExact(d.work) AS contributions_unknown,
    contributions_unknown / contributions AS share,
    (SELECT uniqExactIf(work, stranger) FROM done) / contributions AS unknown,
    max(d.date) AS last
FROM done AS d
LEFT JOIN golden.people AS p ON p.person_id = d.person_id
WHERE d.stranger
GROUP BY d.person_id
ORDER BY contributions_unknown DESC, last DESC, d.person_id
LIMIT {limit:UInt32}
