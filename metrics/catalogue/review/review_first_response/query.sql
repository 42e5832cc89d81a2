-- id: review_first_response
-- title: Time to first response
-- question: How long does a change wait until somebody looks at it?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: mail|forge
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Time to First Response
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
    toUnixTimestamp(first_response) != 0 AS event,
    dateDiff('second', opened, if(event, first_response, {as_of:DateTime('UTC')})) AS seconds
FROM
(
    SELECT scope, dimension, member, opened, person_id, ref, subject, first_response
    FROM placed_changes
    UNION ALL
    SELECT scope, dimension, member, opened, person_id, ref, subject, first_response
    FROM cohort_changes
)
