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
    subject -> lowerUTF8(trimBoth(replaceRegexpAll(replaceRegexpOne(subject, '^(\\s*\\[[^\\]]*\\])+', ''), '\\s+', ' '))) AS folded
SELECT DISTINCT
    'mail' AS channel, m.message_id AS ref, m.date AS date, arrayJoin(tokens[toString(t.token)]) AS token, w.person_id AS person_id, w.bot OR m.bot AS bot,
    folded(h.topic) AS topic,
    -- the change's author started the thread, or wrote what is answered
    multiIf(m.thread != 0, root.person_id, m.parent != 0, parent.person_id, toUUID('00000000-0000-0000-0000-000000000000')) AS author_id,
    m.places AS places, m.sources AS sources
FROM (SELECT source, message_id, fingerprint, token, alias_id FROM golden.message_trailers FINAL WHERE deleted = 0) AS t
INNER JOIN resolve_people AS w ON w.alias_id = t.alias_id
INNER JOIN resolve_heads AS h ON h.id = cityHash64(t.message_id, t.fingerprint)
INNER JOIN messages AS m ON m.id = h.id AND m.person_id = w.person_id
LEFT JOIN messages AS root ON root.id = m.thread
LEFT JOIN messages AS parent ON parent.id = m.parent
WHERE has(m.sources, t.source)
UNION ALL
SELECT DISTINCT
    'code', c.sha, c.date, arrayJoin(tokens[toString(n.token)]), n.person_id, n.bot,
    folded(c.subject), c.author_id, c.places, [c.source]
FROM commits AS c
INNER JOIN resolve_named AS n ON n.source = c.source AND n.sha = c.sha
WHERE NOT c.merge
SETTINGS do_not_merge_across_partitions_select_final = 1
