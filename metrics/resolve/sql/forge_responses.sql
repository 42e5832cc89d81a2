-- What is said to changes of forges once they are opened: comments, reviews,
-- and what reviews say to single lines. What was said to a draft is not said to
-- what was then offered.
INSERT INTO change_responses
    (change, version, number, ref, date, person_id, bot, foreign, kind)
SELECT
    a.item, v.version, 0, concat(o.ref, ' ', a.kind, ' ', a.id), a.date, a.person_id, a.bot, a.person_id != o.person_id,
    if(a.kind = 'approval', 'approval', 'comment')
FROM (SELECT * FROM resolve_acts WHERE kind IN ('comment', 'line comment', 'review', 'approval', 'changes requested')) AS a
INNER JOIN (SELECT change, ref, person_id FROM resolve_offers) AS o ON o.change = a.item
ASOF INNER JOIN (SELECT change, date, version FROM resolve_rounds) AS v ON v.change = a.item AND a.date >= v.date
SETTINGS query_plan_optimize_join_order_limit = 0
