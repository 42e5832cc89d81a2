-- id: component_single_maintainer
-- title: Parts in one pair of hands
-- question: How many parts of the code rest on one pair of hands?
-- unit: components
-- kind: count
-- better: lower
-- area: products
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 3
SELECT
    homes.scope AS scope,
    kept.1 AS dimension,
    kept.2 AS member,
    grain,
    period_start,
    instant - 1 AS at,
    concat(repository, ': ', component) AS ref,
    people
FROM kept_components
INNER JOIN
(
    SELECT DISTINCT place.scope AS scope, place.member AS home
    FROM commits
    ARRAY JOIN places AS place
    WHERE place.member != ''
) AS homes ON homes.home = repository
ARRAY JOIN [('', ''), ('repository', toString(repository))] AS kept
WHERE people <= 1
