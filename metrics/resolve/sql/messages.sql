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
SELECT
    h.id, h.message_id, h.date, w.person_id, w.bot OR h.auto AS bot,
    multiIf(
        bot, 'bot',
        l.class = 'patch', 'patch',
        l.thread_class = 'patch' OR (h.reply AND match(h.subject, '(?i)\\[[^\\]]*PATCH')), 'review',
        h.patch, 'patch',
        l.thread_class != 'none', toString(l.thread_class),
        -- only who starts a thread asks in it
        l.class = 'question', 'discussion',
        toString(l.class)) AS class,
    h.subject, l.thread, l.parent, l.starts, h.lines, h.quoted_lines, p.places, h.sources
FROM resolve_heads AS h
INNER JOIN resolve_links AS l ON l.id = h.id
INNER JOIN resolve_places AS p ON p.sources = h.sources
LEFT JOIN resolve_people AS w ON w.alias_id = h.alias_id
-- in this order the small sides are the hashed ones; the optimiser swaps them
SETTINGS query_plan_optimize_join_order_limit = 0
