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
-- version: 3
-- Newcomers' items are the first that each of them started anywhere in the root
-- scope; everybody's are all, those included.
SELECT
    scope,
    kept.1 AS dimension,
    kept.2 AS member,
    started AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(answered) != 0 AS event,
    dateDiff('second', started, if(event, answered, {as_of:DateTime('UTC')})) AS seconds
FROM
(
    SELECT
        place.scope AS scope,
        started,
        answered,
        person_id,
        ref,
        subject,
        cityHash64(person_id, substringIndex(scope, '/', 1), started, ref) IN (SELECT cityHash64(person_id, root, started, ref) FROM first_items) AS newcomer
    FROM asking_items
    ARRAY JOIN places AS place
    WHERE place.member = ''
)
ARRAY JOIN if(newcomer, [('', ''), ('kind', 'everybody')], [('kind', 'everybody')]) AS kept
