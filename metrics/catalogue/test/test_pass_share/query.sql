-- id: test_pass_share
-- title: Test runs that pass
-- question: Is what people build on sound?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: forge
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- Runs of one day fail together: each day is a cluster.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    date AS at,
    toDate(date) AS cluster,
    name,
    ref,
    sha,
    outcome,
    outcome = 'success' AS success
FROM tests
ARRAY JOIN places AS place
WHERE outcome IN ('success', 'failure', 'timed_out')
