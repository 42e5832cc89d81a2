-- id: release_published
-- title: Releases
-- question: How often do users get a new version?
-- unit: releases
-- kind: count
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Release Frequency
-- version: 2
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
WHERE kind = 'final'
