-- Issues that were opened or closed in a week, the latest first; who opened them,
-- and who responded first before its end.
SELECT
    if(i.closed >= {start:DateTime} AND i.closed < {end:DateTime}, 'closed', 'opened') AS what,
    i.id AS id, i.title AS title, i.ref AS ref, i.opened AS opened, i.closed AS closed,
    i.first_response AS answered, author.name AS person, answerer.name AS answerer
FROM golden.issues AS i
LEFT JOIN golden.people AS author ON author.person_id = i.person_id
LEFT JOIN golden.people AS answerer ON answerer.person_id = i.first_response_person_id
WHERE NOT i.bot
    AND (i.opened >= {start:DateTime} AND i.opened < {end:DateTime} OR i.closed >= {start:DateTime} AND i.closed < {end:DateTime})
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', i.places)
ORDER BY what DESC, if(what = 'closed', closed, opened) DESC, id
LIMIT {limit:UInt8} BY what
