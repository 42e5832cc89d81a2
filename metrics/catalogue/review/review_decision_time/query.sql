-- id: review_decision_time
-- title: Time to a decision
-- question: How long until a change is merged or given up?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Duration
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
    -- of the two a change has one at most
    greatest(merged, closed) AS ended,
    toUnixTimestamp(ended) != 0 AS event,
    dateDiff('second', opened, if(event, ended, {as_of:DateTime('UTC')})) AS seconds
FROM placed_changes
