-- id: issue_reopened_share
-- title: Issues opened again
-- question: How much of what is closed was not done?
-- unit: ratio
-- kind: share
-- better: lower
-- area: products
-- needs: forge
-- looks: now
-- audience: manager, analyst
-- version: 1
SELECT
    scope,
    dimension,
    member,
    issue_closings.closed AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(reopened) != 0 AND reopened <= issue_closings.closed + INTERVAL 30 DAY AS success
FROM (SELECT issue, closed, reopened FROM issue_closings) AS issue_closings
INNER JOIN placed_issues ON placed_issues.id = issue_closings.issue
WHERE issue_closings.closed + INTERVAL 30 DAY < {as_of:DateTime('UTC')}
