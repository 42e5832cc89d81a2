-- Contributions, once for each source that shows them: a KPI about people uses
-- only sources that cover the periods it compares. A mail is its sender's,
-- unless of class bot; a commit, merges apart, its author's and co-authors'.
INSERT INTO activity
    (date, person_id, bot, kind, ref, source, scopes)
SELECT d.date, d.person_id, d.bot, d.kind, d.ref, d.source, s.scopes
FROM
(
    SELECT date, person_id, bot, 'message' AS kind, message_id AS ref, arrayJoin(sources) AS source
    FROM messages
    WHERE class != 'bot'
    UNION ALL
    SELECT c.date, c.person_id, w.bot, 'commit', c.sha, c.source
    FROM
    (
        SELECT date, arrayJoin(arrayConcat([author_id], co_author_ids)) AS person_id, sha, source
        FROM commits
        WHERE NOT merge
    ) AS c
    LEFT JOIN (SELECT person_id, max(bot) AS bot FROM resolve_people GROUP BY person_id) AS w ON w.person_id = c.person_id
) AS d
INNER JOIN golden.sources AS s ON s.source = d.source
WHERE d.person_id != toUUID('00000000-0000-0000-0000-000000000000') AND toUnixTimestamp(d.date) != 0
