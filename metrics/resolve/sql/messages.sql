-- Messages with their person, class and places.
--
-- Class, the first that fits: bot (a person flagged so, or the mail says that
-- a program wrote it); patch (by subject or diff, and no reply); review (an
-- answer in a thread that a patch started, or to a patch by its subject);
-- patch (a diff in a reply elsewhere); otherwise what the thread is: an
-- announcement, a question or a discussion. So an answer has its thread's
-- class, and a person's answer to a bot is a discussion. Nothing tells
-- security yet.
INSERT INTO messages
    (id, message_id, date, person_id, bot, class, subject, thread, parent, starts, lines, quoted_lines, places, sources)
WITH
    told AS
    (
        SELECT
            h.id AS id, h.message_id AS message_id, h.date AS date, h.subject AS subject, h.reply AS reply, h.patch AS patch,
            h.lines AS lines, h.quoted_lines AS quoted_lines, h.sources AS sources, l.parent AS parent, l.thread AS thread, l.starts AS starts, p.places AS places,
            w.person_id AS person_id,
            w.bot OR h.auto AS bot,
            multiIf(
                h.patch AND NOT h.reply, 'patch',
                p.announce OR match(h.subject, '(?i)\\[ann(ounce(ment)?)?\\]'), 'announcement',
                l.starts AND (p.users OR match(h.subject, '\\?\\s*$')), 'question',
                'discussion') AS topic_class
        FROM resolve_heads AS h
        INNER JOIN resolve_links AS l ON l.id = h.id
        INNER JOIN resolve_places AS p ON p.sources = h.sources
        LEFT JOIN resolve_people AS w ON w.alias_id = h.alias_id
    ),
    roots AS (SELECT id, topic_class FROM told WHERE starts)
SELECT
    t.id, t.message_id, t.date, t.person_id, t.bot,
    multiIf(
        t.bot, 'bot',
        t.topic_class = 'patch', 'patch',
        r.topic_class = 'patch' OR (t.reply AND match(t.subject, '(?i)\\[[^\\]]*PATCH')), 'review',
        t.patch, 'patch',
        r.topic_class != '', r.topic_class,
        t.topic_class) AS class,
    t.subject, t.thread, t.parent, t.starts, t.lines, t.quoted_lines, t.places, t.sources
FROM told AS t
LEFT JOIN roots AS r ON r.id = t.thread
