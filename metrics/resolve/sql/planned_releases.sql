-- Releases that came out after a date was planned for them. What was decided
-- after that day was no plan any more.
INSERT INTO planned_releases
    (scopes, release, planned, last, dates, date)
WITH
    published AS
    (
        SELECT place.scope AS scope, name, min(date) AS out
        FROM releases
        ARRAY JOIN places AS place
        WHERE kind = 'final' AND toUnixTimestamp(date) > 0
        GROUP BY scope, name
    )
SELECT any(p.scopes), p.release, argMin(p.planned, p.position), argMax(p.planned, p.position), count(), any(o.out)
FROM golden.release_plans AS p
INNER JOIN published AS o ON o.scope = p.scope AND o.name = p.release
WHERE p.decided_on <= toDate(o.out)
GROUP BY p.scope, p.release
