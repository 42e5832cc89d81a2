-- id: people_away
-- title: People who are gone
-- question: How many people took part once, and not for a year?
-- unit: people
-- kind: count
-- better: none
-- area: community
-- needs: any
-- looks: ever
-- audience: manager, analyst
-- chaoss: Inactive Contributors
-- version: 2
-- Seen last more than twelve months before the end of the period.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    greatest(last + INTERVAL 12 MONTH, after) AS since,
    least(back, reach) AS until,
    since AS at,
    numbered_people.person_id AS person_id,
    toString(person_id) AS ref,
    last
FROM silent_people
INNER JOIN numbered_people ON numbered_people.number = silent_people.number
WHERE since < until
