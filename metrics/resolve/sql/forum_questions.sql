-- Questions about the project with the first answer of another person, no program:
-- what the forum calls an answer, or what whoever asked took for one.
INSERT INTO forum_questions
    (network, place, id, ref, title, person_id, bot, asked, answered, answered_person_id, deadline, scopes, sources)
WITH
    questions AS (SELECT * FROM network_posts WHERE kind = 'question' AND notEmpty(about)),
    answers AS
    (
        SELECT q.network AS network, q.id AS id, argMin((a.date, a.person_id), (a.date, a.id)) AS first
        FROM (SELECT network, id, thread, date, person_id FROM network_posts WHERE (kind = 'answer' OR accepted) AND NOT bot) AS a
        INNER JOIN (SELECT network, id, person_id FROM questions) AS q ON q.network = a.network AND q.id = a.thread
        WHERE a.id != q.id AND a.person_id != q.person_id
        GROUP BY network, id
    )
SELECT
    q.network, q.place, q.id, q.ref, q.title, q.person_id, q.bot, q.date, first.1, first.2,
    toDateTime(d.due_day, 'UTC') + if(d.free, 0, toUnixTimestamp(q.date) % 86400), q.about, q.sources
FROM questions AS q
LEFT JOIN answers AS a ON a.network = q.network AND a.id = q.id
LEFT JOIN (SELECT day, due_day, free FROM resolve_deadlines WHERE days = {answer_days:Int32}) AS d ON d.day = toDate(q.date)
SETTINGS query_plan_optimize_join_order_limit = 0
