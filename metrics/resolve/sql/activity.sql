-- Contributions, once for each source that shows them: a KPI about people uses
-- only sources that cover the periods it compares. A mail is its sender's,
-- unless of class bot; a commit, merges apart, its author's and co-authors'. On
-- forges changes that are opened count, what somebody says on one day to a change
-- of another as one review, issues that are opened or commented, and what is said
-- to a discussion that another began.
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
    UNION ALL
    SELECT opened, person_id, bot, 'change', ref, arrayJoin(sources)
    FROM resolve_offers
    UNION ALL
    SELECT min(a.date), a.person_id, max(a.bot), 'review', o.ref, arrayJoin(a.sources) AS source
    FROM resolve_acts AS a
    INNER JOIN (SELECT change, ref, person_id FROM resolve_offers) AS o ON o.change = a.item
    WHERE a.kind IN ('comment', 'line comment', 'review', 'approval', 'changes requested') AND a.person_id != o.person_id
    GROUP BY a.person_id, a.item, o.ref, toDate(a.date), source
    UNION ALL
    SELECT date, person_id, bot, 'issue', url, arrayJoin(sources)
    FROM resolve_items
    WHERE kind = 'issue'
    UNION ALL
    SELECT a.date, a.person_id, a.bot, 'issue', concat(i.url, ' ', a.kind, ' ', a.id), arrayJoin(a.sources)
    FROM (SELECT * FROM resolve_acts WHERE kind = 'comment') AS a
    INNER JOIN (SELECT id, url FROM resolve_items WHERE kind = 'issue') AS i ON i.id = a.item
    UNION ALL
    SELECT a.date, a.person_id, a.bot, 'answer', concat(i.url, ' ', a.kind, ' ', a.id), arrayJoin(a.sources)
    FROM (SELECT * FROM resolve_acts WHERE kind = 'comment') AS a
    INNER JOIN (SELECT id, url, person_id FROM resolve_items WHERE kind = 'discussion') AS i ON i.id = a.item
    WHERE a.person_id != i.person_id
) AS d
-- plain strings: arrays of LowCardinality cost a join ten times as much
INNER JOIN (SELECT source, scopes::Array(String) AS scopes FROM golden.sources) AS s ON s.source = d.source
WHERE d.person_id != toUUID('00000000-0000-0000-0000-000000000000') AND toUnixTimestamp(d.date) != 0
