-- Questions of forums that wait for an answer at the end of a week, the latest
-- first, and how many there are. What the forum has deleted waits for nobody.
SELECT
    q.title AS title, q.ref AS url, q.network AS network, q.place AS place, q.asked AS date, asker.name AS person,
    count() OVER () AS all
FROM golden.forum_questions AS q
LEFT JOIN golden.people AS asker ON asker.person_id = q.person_id
WHERE has(q.scopes, {scope:String})
    AND NOT q.bot
    AND golden_unanswered(q.asked, q.answered, q.deadline, {end:DateTime})
    AND (q.network, q.id) IN (SELECT network, id FROM golden.posts FINAL WHERE deleted = 0 AND kind = 'question')
ORDER BY date DESC, network, q.id
LIMIT {limit:UInt8}
