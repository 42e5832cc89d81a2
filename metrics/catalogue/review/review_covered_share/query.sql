-- id: review_covered_share
-- title: Commits with a review
-- question: How much of the code had a second pair of eyes?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Change Request Review Coverage
-- version: 1
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'repository') AS dimension,
        place.member AS member,
        date AS at,
        author_id AS person_id,
        source,
        sha AS ref,
        subject,
        covered
    FROM commits
    ARRAY JOIN places AS place
    WHERE NOT merge AND NOT bot
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    sum(successes) AS x,
    sum(trials) AS n,
    count() AS k,
    -- of every author, successes and trials
    arraySum(author -> pow(author.1 - author.2 * x / n, 2), groupArray((successes, trials))) AS spread
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        person_id,
        countIf(covered) AS successes,
        count() AS trials
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    GROUP BY scope, dimension, member, grain, period_start, person_id
)
GROUP BY scope, dimension, member, grain, period_start
