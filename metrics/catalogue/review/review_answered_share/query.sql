-- id: review_answered_share
-- title: Changes answered in time
-- question: Do people who propose a change get a response within two business days?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: mail|forge
-- looks: now
-- audience: board, manager, analyst
-- apart: organisation
-- version: 4
SELECT
    scope,
    dimension,
    member,
    deadline AS at,
    opened AS acted,
    person_id,
    ref,
    subject,
    toUnixTimestamp(first_response) != 0 AND first_response <= deadline AS success
FROM placed_changes
WHERE toUnixTimestamp(deadline) != 0 AND deadline < {as_of:DateTime('UTC')}
