-- What people say to changes of others, in each place where these count. Who
-- says more than one thing to a change in a period gave one review of it.
SELECT
    scope,
    dimension,
    member,
    date AS at,
    responses.person_id AS person_id,
    change,
    responses.ref AS ref,
    responses.kind AS kind,
    subject,
    component
FROM
(
    SELECT change, date, person_id, ref, kind
    FROM change_responses
    WHERE foreign AND NOT bot AND kind != 'withdrawal' AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
) AS responses
INNER JOIN placed_changes ON placed_changes.id = responses.change
-- what is dated earlier has a wrong date
WHERE date > opened - 86400
