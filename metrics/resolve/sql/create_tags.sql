-- Review tags as found, in commits and in mails, with what they say split into
-- single tokens (Reported-and-tested-by is two). In a mail only the sender's
-- own tag is given there: the others are quoted from an earlier version. This
-- list is the definition of a review tag.
CREATE TABLE resolve_tags ENGINE = MergeTree ORDER BY (topic, person_id, token, date) AS
WITH
    map(
        'Reviewed-by', ['Reviewed-by'], 'Acked-by', ['Acked-by'], 'Tested-by', ['Tested-by'],
        'Reported-by', ['Reported-by'], 'Suggested-by', ['Suggested-by'], 'Release-acked-by', ['Release-acked-by'],
        'Approved-by', ['Approved-by'],
        'Reported-and-tested-by', ['Reported-by', 'Tested-by'], 'Reported-and-suggested-by', ['Reported-by', 'Suggested-by'],
        'Reported-and-acked-by', ['Reported-by', 'Acked-by'], 'Reviewed-and-tested-by', ['Reviewed-by', 'Tested-by'],
        'Acked-and-tested-by', ['Acked-by', 'Tested-by'], 'Tested-and-reviewed-by', ['Tested-by', 'Reviewed-by'],
        'Tested-and-acked-by', ['Tested-by', 'Acked-by']) AS tokens,
    -- a subject as a topic: no leading [tags], one blank for many, one case
    subject -> lowerUTF8(trimBoth(replaceRegexpAll(replaceRegexpOne(subject, '^(\\s*\\[[^\\]]*\\])+', ''), '\\s+', ' '))) AS folded,
    -- few mails give tags, so the sides that are joined stay small
    given AS
    (
        SELECT cityHash64(t.message_id, t.fingerprint) AS id, t.source AS source, t.token AS token, w.person_id AS person_id, w.bot AS bot
        FROM (SELECT source, message_id, fingerprint, token, alias_id FROM golden.message_trailers FINAL WHERE deleted = 0) AS t
        INNER JOIN resolve_people AS w ON w.alias_id = t.alias_id
    ),
    mails AS
    (
        SELECT id, message_id, date, person_id, bot, thread, parent, places, sources
        FROM messages
        WHERE id IN (SELECT id FROM given)
    ),
    topics AS (SELECT id, topic FROM resolve_heads WHERE id IN (SELECT id FROM given)),
    authors AS
    (
        SELECT id, person_id, starts
        FROM messages
        WHERE id IN (SELECT arrayJoin([thread, parent]) FROM mails)
    )
SELECT DISTINCT
    'mail' AS channel, m.message_id AS ref, m.date AS date, arrayJoin(tokens[toString(g.token)]) AS token, g.person_id AS person_id, g.bot OR m.bot AS bot,
    folded(h.topic) AS topic,
    -- the change's author started the thread, or wrote what is answered
    if(r.starts, r.person_id, a.person_id) AS author_id,
    m.places AS places, m.sources AS sources
FROM given AS g
INNER JOIN mails AS m ON m.id = g.id AND m.person_id = g.person_id
INNER JOIN topics AS h ON h.id = g.id
LEFT JOIN authors AS r ON r.id = m.thread
LEFT JOIN authors AS a ON a.id = m.parent
WHERE has(m.sources, g.source)
UNION ALL
SELECT DISTINCT
    'code', c.sha, c.date, arrayJoin(tokens[toString(n.token)]), n.person_id, n.bot,
    folded(c.subject), c.author_id, c.places, [c.source]
FROM commits AS c
INNER JOIN resolve_named AS n ON n.source = c.source AND n.sha = c.sha
WHERE NOT c.merge
SETTINGS do_not_merge_across_partitions_select_final = 1
