-- When somebody came to a level of taking part by something that a source shows,
-- once for each way: 1 posts, 2 helps, 3 sends a change, 4 has one merged,
-- 5 reviews, 6 maintains. What has no date says nothing.
SELECT person_id, source, first.1 AS level, first.2 AS date
FROM
(
    SELECT
        person_id,
        source,
        min(date) AS posted,
        minIf(date, kind = 'answer' AND toUnixTimestamp(date) != 0) AS helped,
        minIf(date, kind = 'commit' AND toUnixTimestamp(date) != 0) AS merged
    FROM employed_activity
    GROUP BY person_id, source
)
ARRAY JOIN [(1, posted), (2, helped), (4, merged)] AS first
WHERE toUnixTimestamp(date) != 0
UNION ALL
SELECT person_id, arrayJoin(sources), level, earliest
FROM
(
    -- most things are shown by the same sources: few rows are left
    SELECT person_id, sources, 2 AS level, min(date) AS earliest
    FROM mail_answers
    WHERE toUnixTimestamp(date) != 0
    GROUP BY person_id, sources
    UNION ALL
    SELECT said.person_id, asked.sources, 2, min(date)
    FROM (SELECT issue, person_id, date FROM issue_responses WHERE foreign AND NOT bot AND toUnixTimestamp(date) != 0) AS said
    INNER JOIN (SELECT id, sources FROM issues) AS asked ON asked.id = said.issue
    GROUP BY said.person_id, asked.sources
    UNION ALL
    SELECT person_id, sources, 3, min(opened)
    FROM changes
    WHERE kind = 'change' AND NOT bot AND toUnixTimestamp(opened) != 0
    GROUP BY person_id, sources
    UNION ALL
    SELECT person_id, sources, 4, min(merged)
    FROM changes
    WHERE kind = 'change' AND NOT bot AND toUnixTimestamp(merged) != 0
    GROUP BY person_id, sources
    UNION ALL
    SELECT said.person_id, sent.sources, 5, min(date)
    FROM (SELECT change, person_id, date FROM change_responses WHERE foreign AND NOT bot AND kind != 'withdrawal' AND toUnixTimestamp(date) != 0) AS said
    INNER JOIN (SELECT id, opened, sources FROM changes) AS sent ON sent.id = said.change
    -- what is dated earlier has a wrong date
    WHERE date > opened - 86400
    GROUP BY said.person_id, sent.sources
    UNION ALL
    SELECT person_id, sources, 5, min(date)
    FROM tags_given
    WHERE foreign AND NOT bot AND token IN ('Reviewed-by', 'Acked-by') AND toUnixTimestamp(date) != 0
    GROUP BY person_id, sources
)
UNION ALL
SELECT person_id, source, 6, date FROM maintainers WHERE toUnixTimestamp(date) != 0
