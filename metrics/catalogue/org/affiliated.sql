-- A contribution in each of its scopes, with the organisation that its person
-- worked for then. Whoever counts it takes it from sources that cover the period.
SELECT
    scope,
    date AS at,
    person_id,
    organisation,
    source,
    kind,
    ref,
    work,
    repeated
FROM employed_activity
ARRAY JOIN scopes AS scope
