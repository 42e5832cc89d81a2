-- What takes somebody to a level of taking part, in each source that shows it:
-- 1 posts, 2 helps, 3 sends a change, 4 has one merged, 5 reviews, 6 maintains.
SELECT person_id, source, 1 AS level, min(date) AS date FROM employed_activity GROUP BY person_id, source
UNION ALL
SELECT person_id, arrayJoin(sources), 2, date FROM mail_answers
UNION ALL
SELECT person_id, source, 2, date FROM employed_activity WHERE kind = 'answer'
UNION ALL
SELECT said.person_id, arrayJoin(asked.sources), 2, date
FROM (SELECT issue, person_id, date FROM issue_responses WHERE foreign AND NOT bot) AS said
INNER JOIN (SELECT id, sources FROM issues) AS asked ON asked.id = said.issue
UNION ALL
SELECT person_id, arrayJoin(sources), 3, opened FROM changes WHERE kind = 'change' AND NOT bot
UNION ALL
SELECT person_id, arrayJoin(sources), 4, merged FROM changes WHERE kind = 'change' AND NOT bot AND toUnixTimestamp(merged) != 0
UNION ALL
SELECT person_id, source, 4, date FROM employed_activity WHERE kind = 'commit'
UNION ALL
SELECT said.person_id, arrayJoin(sent.sources), 5, date
FROM (SELECT change, person_id, date FROM change_responses WHERE foreign AND NOT bot AND kind != 'withdrawal') AS said
INNER JOIN (SELECT id, opened, sources FROM changes) AS sent ON sent.id = said.change
-- what is dated earlier has a wrong date
WHERE date > opened - 86400
UNION ALL
SELECT person_id, arrayJoin(sources), 5, date FROM tags_given WHERE foreign AND NOT bot AND token IN ('Reviewed-by', 'Acked-by')
UNION ALL
SELECT person_id, source, 6, date FROM maintainers
