-- Open issues that wait for a response at the end of a week, the latest first, and
-- how many there are.
SELECT
    i.id AS id, i.title AS subject, i.ref AS ref, i.opened AS date, i.deadline AS deadline, author.name AS person,
    count() OVER () AS all
FROM golden.issues AS i
INNER JOIN (SELECT issue FROM golden.issue_states WHERE from < {end:DateTime} AND until >= {end:DateTime}) AS open ON open.issue = i.id
LEFT JOIN golden.people AS author ON author.person_id = i.person_id
WHERE NOT i.bot
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', i.places)
    AND golden_unanswered(i.opened, i.first_response, i.deadline, {end:DateTime})
ORDER BY deadline DESC, id
LIMIT {limit:UInt8}
