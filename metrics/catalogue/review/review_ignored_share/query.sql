-- id: review_ignored_share
-- title: Changes that nobody looked at
-- question: How many proposals hear nothing for thirty days?
-- unit: ratio
-- kind: share
-- better: lower
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- apart: organisation
-- version: 4
SELECT
    scope,
    dimension,
    member,
    opened + INTERVAL 30 DAY AS at,
    opened AS acted,
    person_id,
    ref,
    subject,
    (toUnixTimestamp(first_response) = 0 OR first_response > at) AND (toUnixTimestamp(merged) = 0 OR merged > at) AS success
FROM placed_changes
WHERE at < {as_of:DateTime('UTC')}
