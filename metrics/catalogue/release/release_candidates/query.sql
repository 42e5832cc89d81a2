-- id: release_candidates
-- title: Release candidates
-- question: How many candidates come before releases?
-- unit: releases
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 1
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    date AS at,
    line,
    source,
    name AS ref
FROM releases
ARRAY JOIN places AS place
WHERE kind = 'candidate'
