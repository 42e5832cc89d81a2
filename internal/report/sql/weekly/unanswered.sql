-- Questions and discussions that wait for an answer at the end of a week, the
-- latest first, and how many there are.
SELECT
    t.id AS id, t.subject AS subject, t.message_id AS ref, t.date AS date, t.deadline AS deadline, asker.name AS person,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', t.places))) AS lists,
    count() OVER () AS all
FROM golden.threads AS t
LEFT JOIN golden.people AS asker ON asker.person_id = t.person_id
WHERE t.class IN ('discussion', 'question')
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', t.places)
    AND golden_unanswered(t.date, t.first_reply, t.deadline, {end:DateTime})
ORDER BY deadline DESC, id
LIMIT {limit:UInt8}
