-- id: social_answered_share
-- title: Forum questions answered in time
-- question: Do people who ask in forums get an answer within five business days?
-- unit: ratio
-- kind: share
-- better: higher
-- area: social
-- needs: forum
-- looks: now
-- audience: board, manager, analyst
-- version: 1
SELECT
    scope,
    segment.1 AS dimension,
    segment.2 AS member,
    deadline AS at,
    person_id,
    ref,
    title AS subject,
    toUnixTimestamp(answered) != 0 AND answered <= deadline AS success
FROM forum_questions
ARRAY JOIN scopes AS scope
ARRAY JOIN [('', ''), ('network', toString(network)), ('place', toString(place))] AS segment
WHERE NOT bot AND toUnixTimestamp(deadline) != 0 AND deadline < {as_of:DateTime('UTC')}
