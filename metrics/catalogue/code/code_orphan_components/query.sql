-- id: code_orphan_components
-- title: Orphaned parts of the code
-- question: Which parts of the code have lost those who knew them?
-- unit: components
-- kind: count
-- better: lower
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- version: 4
-- A part with a commit in the 24 months before the end of the period whose two
-- most active authors of these months have none in the whole scope in the last 6.
SELECT
    scope,
    placed.1 AS dimension,
    placed.2 AS member,
    grain,
    period_start,
    instant - 1 AS at,
    concat(repository, ': ', component) AS ref,
    authors
FROM
(
    SELECT homes.scope AS scope, repository, component, leading_authors.end AS end, groupArray(leading_authors.person_id) AS authors
    FROM leading_authors
    INNER JOIN
    (
        SELECT DISTINCT place.scope AS scope, place.member AS home
        FROM commits
        ARRAY JOIN places AS place
        WHERE place.member != ''
    ) AS homes ON homes.home = leading_authors.repository
    ASOF LEFT JOIN author_months
        ON author_months.scope = homes.scope AND author_months.person_id = leading_authors.person_id AND author_months.first < leading_authors.end
    GROUP BY scope, repository, component, end
    HAVING max(addMonths(author_months.last, 6) >= end) = 0
) AS orphans
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM span_periods
) AS ends ON toDate(ends.instant) = orphans.end
ARRAY JOIN [('', ''), ('repository', toString(repository))] AS placed
