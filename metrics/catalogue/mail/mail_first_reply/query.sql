-- id: mail_first_reply
-- title: Time to first answer
-- question: How long does a question wait for an answer?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Time to First Response
-- apart: organisation
-- version: 4
SELECT
    scope,
    dimension,
    member,
    started AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(first_reply) != 0 AS event,
    dateDiff('second', started, if(event, first_reply, {as_of:DateTime('UTC')})) AS seconds
FROM questions
