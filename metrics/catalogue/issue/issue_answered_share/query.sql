-- id: issue_answered_share
-- title: Issues answered in time
-- question: Do people who report something get a response within two business days?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: forge
-- looks: now
-- audience: board, manager, analyst
-- version: 1
SELECT
    scope,
    dimension,
    member,
    deadline AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(first_response) != 0 AND first_response <= deadline AS success
FROM placed_issues
WHERE toUnixTimestamp(deadline) != 0 AND deadline < {as_of:DateTime('UTC')}
