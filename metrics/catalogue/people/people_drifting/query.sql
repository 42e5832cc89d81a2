-- id: people_drifting
-- title: People who drift away
-- question: How many people could still be asked why they stopped?
-- unit: people
-- kind: count
-- better: lower
-- area: community
-- needs: any
-- looks: ever
-- audience: manager, analyst
-- chaoss: Inactive Contributors
-- version: 2
-- Seen last six to twelve months before the end of the period.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    greatest(last + INTERVAL 6 MONTH, after) AS since,
    least(last + INTERVAL 12 MONTH, back, reach) AS until,
    since AS at,
    numbered_people.person_id AS person_id,
    toString(person_id) AS ref,
    last
FROM silent_people
INNER JOIN numbered_people ON numbered_people.number = silent_people.number
WHERE since < until
