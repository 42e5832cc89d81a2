-- id: issue_first_response
-- title: Time to first response to issues
-- question: How long does somebody who reports something wait for a response?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Issue Response Time
-- version: 2
SELECT
    scope,
    dimension,
    member,
    opened AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(first_response) != 0 AS event,
    dateDiff('second', opened, if(event, first_response, {as_of:DateTime('UTC')})) AS seconds
FROM placed_issues
