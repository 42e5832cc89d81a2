-- id: review_tags
-- title: Review tags
-- question: How much review is given in public?
-- unit: tags
-- kind: count
-- better: none
-- area: products
-- needs: any
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Reviews
-- version: 2
SELECT
    kept.1 AS scope,
    kept.2 AS dimension,
    kept.3 AS member,
    date AS at,
    tags.person_id AS person_id,
    ref,
    token AS subject
FROM (SELECT * FROM tags_given WHERE NOT bot) AS tags
ASOF LEFT JOIN employers ON employers.person_id = tags.person_id AND employers.from <= tags.date
ARRAY JOIN arrayFlatten(arrayMap(
    place -> [
        (place.scope, '', ''), (place.scope, 'kind', toString(token)), (place.scope, 'channel', toString(channel)),
        (place.scope, 'organisation', if(date < until, toString(organisation), 'unknown'))],
    arrayFilter(place -> place.member = '', places)
)) AS kept
