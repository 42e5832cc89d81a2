-- id: mail_answered_share
-- title: Answered in time
-- question: Do people who ask get an answer within five business days?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: mail
-- looks: now
-- audience: board, manager, analyst
-- apart: organisation
-- version: 4
SELECT
    scope,
    dimension,
    member,
    deadline AS at,
    started AS acted,
    person_id,
    ref,
    subject,
    toUnixTimestamp(first_reply) != 0 AND first_reply <= deadline AS success
FROM questions
WHERE toUnixTimestamp(deadline) != 0 AND deadline < {as_of:DateTime('UTC')}
