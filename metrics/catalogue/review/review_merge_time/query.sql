-- id: review_merge_time
-- title: Time to merge
-- question: How long until a change gets in?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Acceptance Duration
-- apart: organisation
-- version: 4
SELECT
    scope,
    dimension,
    member,
    opened AS at,
    person_id,
    ref,
    subject,
    toUnixTimestamp(merged) != 0 AS event,
    dateDiff('second', opened, if(event, merged, {as_of:DateTime('UTC')})) AS seconds
FROM placed_changes
