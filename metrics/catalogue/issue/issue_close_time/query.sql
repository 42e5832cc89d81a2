-- id: issue_close_time
-- title: Time until issues are closed
-- question: How long does it take to deal with what is reported?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Issue Resolution Duration
-- version: 2
SELECT
    scope,
    dimension,
    member,
    opened AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(closed) != 0 AS event,
    dateDiff('second', opened, if(event, closed, {as_of:DateTime('UTC')})) AS seconds
FROM placed_issues
