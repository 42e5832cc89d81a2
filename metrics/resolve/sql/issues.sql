-- Issues of forges with what became of them, as far as it is known at the as-of
-- time. The first response is another person's comment, or that they close it.
INSERT INTO issues
    (id, repository, number, ref, title, person_id, bot, opened, closed, first_response, first_response_person_id, deadline, last_activity, places, sources)
WITH
    toDateTime(0, 'UTC') AS never,
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    answers AS
    (
        SELECT issue, argMinIf((date, person_id), (date, ref), foreign AND NOT bot) AS first
        FROM issue_responses
        GROUP BY issue
    ),
    ends AS
    (
        SELECT
            issue,
            argMinIf((closed, person_id), closed, foreign AND NOT bot) AS first,
            argMax(if(reopened = never, closed, never), closed) AS last
        FROM issue_closings
        GROUP BY issue
    ),
    acts AS (SELECT item, max(date) AS last FROM resolve_acts WHERE NOT bot GROUP BY item)
SELECT
    i.id, r.name, i.number, i.url, i.title, i.person_id, i.bot, i.date, e.last,
    (arrayMin(one -> (one.1 = never, one), [a.first, e.first]) AS first).2.1, first.2.2,
    toDateTime(d.due_day, 'UTC') + if(d.free, 0, toUnixTimestamp(i.date) % 86400),
    greatest(i.date, t.last), r.places, i.sources
FROM (SELECT * FROM resolve_items WHERE kind = 'issue') AS i
INNER JOIN resolve_repositories AS r ON r.repository = i.repository
LEFT JOIN answers AS a ON a.issue = i.id
LEFT JOIN ends AS e ON e.issue = i.id
LEFT JOIN acts AS t ON t.item = i.id
LEFT JOIN (SELECT day, due_day, free FROM resolve_deadlines WHERE days = {review_days:Int32}) AS d ON d.day = toDate(i.date)
SETTINGS query_plan_optimize_join_order_limit = 0
