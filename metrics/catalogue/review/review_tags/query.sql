-- id: review_tags
-- title: Review tags
-- question: How much review is given in public?
-- unit: tags
-- kind: count
-- better: none
-- area: products
-- needs: any
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Change Request Reviews
-- version: 1
SELECT
    kept.1 AS scope,
    kept.2 AS dimension,
    kept.3 AS member,
    date AS at,
    person_id,
    ref,
    token AS subject
FROM tags_given
ARRAY JOIN arrayFlatten(arrayMap(
    place -> [(place.scope, '', ''), (place.scope, 'kind', toString(token)), (place.scope, 'channel', toString(channel))],
    arrayFilter(place -> place.member = '', places)
)) AS kept
WHERE NOT bot
