-- Messages with their person, class and places. The class says what a message
-- is for, by two tables of rules of which the first that fits holds: what it
-- would be alone, and what it is as an answer in a thread. Cues are told by the
-- phrases in collectors/mail/message/cues.txt.
INSERT INTO messages
    (id, message_id, date, person_id, class, bot, subject, thread, parent, starts, lines, quoted_lines, places, sources)
WITH alone AS
(
    SELECT
        h.id AS id, h.message_id AS message_id, h.date AS date, w.person_id AS person_id, h.subject AS subject,
        l.thread AS thread, l.parent AS parent, l.starts AS starts,
        h.lines AS lines, h.quoted_lines AS quoted_lines, p.places AS places, h.sources AS sources,
        h.reply AS reply,
        -- or an answer whose headers were lost: it names nothing, but quotes
        reply OR notEmpty(h.named) OR h.quoted_lines > 0 AS reacts,
        has(h.cues, 'asks') AS asks,
        has(h.cues, 'question mark') AS mark,
        has(h.cues, 'announces') AS announces,
        match(h.subject, '(?i)^(\\W|\\[[^\\]]*\\])*(auto-?re(ply|sponse)?|automatic reply|out of (the )?office|undeliver\\w+|delivery status notification)\\b') AS automatic,
        -- [PATCH v2], [RFC 1/2], [GIT PULL]
        match(h.subject, '(?i)\\[[^\\]]*(\\bPATCH|\\bPULL\\b|\\b\\d+/\\d+\\b)') AS tagged,
        match(h.subject, '\\?\\W*$') AS asks_by_subject,
        match(h.subject, '(?i)(CVE-\\d|XSA-\\d|\\b(XSS|CSRF)\\b|vulnerabilit|exploit|\\bsecurity (advisory|fix|release|update|problem|issue|hole|flaw|bug))') AS warns_by_subject,
        match(h.subject, '(?i)(\\bann(ounc\\w*)?\\b|\\breleased\\b|\\brelease( announcement)?\\W*$|\\[release\\]|\\bis out\\b|\\bnow available\\b|\\bcfp\\b|\\bcall for |\\bconference\\b|\\bsymposium\\b|\\bsprint\\b|\\boutage\\b)') AS announces_by_subject,
        multiIf(
            -- a person's patch may speak of automatic messages
            w.bot OR h.auto OR automatic OR has(h.cues, 'robot') AND (reply OR NOT match(h.subject, '(?i)\\[[^\\]]*\\bPATCH')), 'bot',
            tagged AND NOT reply OR h.patch AND NOT tagged, 'patch',
            warns_by_subject OR has(h.cues, 'security') AND NOT asks_by_subject, 'security',
            has(h.cues, 'proposes') AND NOT reacts, 'patch',
            p.announce OR NOT asks_by_subject AND (announces_by_subject OR announces AND NOT reacts), 'announcement',
            asks_by_subject OR NOT reacts AND if(p.users, asks OR mark, asks AND mark), 'question',
            'discussion') AS class,
        reply AND tagged OR has(h.cues, 'vouches') AS reviews
    FROM resolve_heads AS h
    INNER JOIN resolve_links AS l ON l.id = h.id
    INNER JOIN resolve_places AS p ON p.place = h.place
    LEFT JOIN resolve_people AS w ON w.alias_id = h.alias_id
),
alone.person_id = first.person_id AND first.person_id != toUUID('00000000-0000-0000-0000-000000000000') AS own_thread
SELECT
    alone.id, alone.message_id, alone.date, alone.person_id,
    multiIf(
        alone.starts OR alone.class = 'bot', alone.class,
        tagged AND NOT reply, 'patch',
        first.class = 'patch' OR reviews, 'review',
        alone.class = 'patch', 'patch',
        first.class = 'security', 'security',
        own_thread AND first.class = 'announcement' AND announces, 'announcement',
        own_thread AND first.class IN ('question', 'discussion') AND mark, 'question',
        'discussion') AS purpose,
    purpose = 'bot',
    alone.subject, alone.thread, alone.parent, alone.starts, alone.lines, alone.quoted_lines, alone.places, alone.sources
FROM alone
LEFT JOIN (SELECT id, class, person_id FROM alone WHERE starts) AS first ON first.id = alone.thread
-- in this order the small sides are the hashed ones; the optimiser swaps them
SETTINGS query_plan_optimize_join_order_limit = 0
