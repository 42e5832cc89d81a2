-- id: people_newcomer_response
-- title: Time until newcomers get a response
-- question: Are newcomers answered as soon as everybody else?
-- unit: hours
-- kind: duration
-- better: lower
-- area: community
-- needs: mail|forge
-- looks: ever
-- audience: board, manager, analyst
-- chaoss: Time to First Response
-- version: 1
-- Newcomers' items are the first that each of them started anywhere in the root
-- scope; everybody's are all, those included.
SELECT
    place.1 AS scope,
    place.2 AS dimension,
    place.3 AS member,
    started AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(answered) != 0 AS event,
    dateDiff('second', started, if(event, answered, {as_of:DateTime('UTC')})) AS seconds
FROM asking_items
ARRAY JOIN arrayFlatten(arrayMap(
    scope -> arrayConcat(
        [(scope, 'kind', 'everybody')],
        if((person_id, substringIndex(scope, '/', 1), started, ref) IN (SELECT person_id, root, started, ref FROM first_items), [(scope, '', '')], [])
    ),
    arrayMap(one -> toString(one.scope), arrayFilter(one -> one.member = '', places))
)) AS place
