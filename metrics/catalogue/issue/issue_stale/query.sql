-- id: issue_stale
-- title: Issues gone quiet
-- question: How many open issues has everybody left alone?
-- unit: issues
-- kind: count
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
    grain,
    period_start,
    instant - 1 AS at,
    person_id,
    ref,
    subject,
    since
FROM open_issues
INNER JOIN placed_issues ON placed_issues.id = open_issues.id
WHERE state = 'stale'
