-- What happened in the scope demo in 2020-W08 (17 to 23 February), and a little
-- before and after. People are 1 Ada, 2 Bob, 3 Cleo, 4 Dora and 5, whose name is
-- hostile, both new, 6, a robot, and on the forge 7 Edda and 8 Finn, both new.
INSERT INTO golden.people (person_id, name, bot)
SELECT toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), if(who = '5', {hostile:String}, name), who = '6'
FROM values('who String, name String', ('2', 'Bob Example'), ('3', 'Cleo Example'), ('4', 'Dora Example'), ('5', ''), ('6', 'Robot'), ('7', 'Edda Example'), ('8', 'Finn Example'));

INSERT INTO golden.source_spans (source, kind, first)
VALUES ('dev-archive', 'mail', '2016-10-01 00:00:00'), ('core-git', 'code', '2012-01-01 00:00:00'), ('tickets', 'forge', '2012-01-01 00:00:00');

-- Each week before: two messages from two people, one thread.
INSERT INTO golden.messages (id, message_id, date, person_id, class, subject, thread, parent, starts, places, sources)
SELECT
    1000 + number, concat('old', toString(number), '@example.org'),
    toDateTime('2019-11-25 09:00:00', 'UTC') + INTERVAL intDiv(number, 2) WEEK + INTERVAL number % 2 HOUR,
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', toString(1 + number % 2))), 'discussion', 'Old news',
    1000 + number - number % 2, if(number % 2 = 1, 1000 + number - 1, 0), number % 2 = 0, [('demo', ''), ('demo', 'dev')], ['dev-archive']
FROM numbers(24);

INSERT INTO golden.messages (id, message_id, date, person_id, bot, class, subject, thread, parent, starts, places, sources)
SELECT
    id, if(id = 501, {hostile_id:String}, concat('m', toString(id), '/x@example.org')), date,
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), who = '6', class, if(id = 501, {hostile:String}, subject),
    thread, parent, id = thread, [('demo', ''), ('demo', 'dev')], ['dev-archive']
FROM values('id UInt64, date DateTime(''UTC''), who String, class String, thread UInt64, parent UInt64, subject String',
    -- a change of two versions, each a thread of its own
    (100, '2020-02-17 09:00:00', '1', 'patch', 100, 0, '[PATCH 0/2] frob: teach it to wait_for_me'),
    (101, '2020-02-17 09:00:01', '1', 'patch', 100, 100, '[PATCH 1/2] frob: prepare'),
    (102, '2020-02-17 09:00:02', '1', 'patch', 100, 100, '[PATCH 2/2] frob: teach it to wait_for_me'),
    (103, '2020-02-17 11:30:00', '2', 'review', 100, 101, 'Re: [PATCH 1/2] frob: prepare'),
    (104, '2020-02-17 12:30:00', '6', 'bot', 100, 101, 'Re: [PATCH 1/2] frob: prepare'),
    (110, '2020-02-19 09:00:00', '1', 'patch', 110, 0, '[PATCH v2 0/2] frob: teach it to wait_for_me'),
    (111, '2020-02-19 09:00:01', '1', 'patch', 110, 110, '[PATCH v2 1/2] frob: prepare'),
    (112, '2020-02-19 09:00:02', '1', 'patch', 110, 110, '[PATCH v2 2/2] frob: teach it to wait_for_me'),
    (113, '2020-02-20 10:00:00', '2', 'review', 110, 111, 'Re: [PATCH v2 1/2] frob: prepare'),
    (114, '2020-02-20 11:00:00', '2', 'review', 110, 112, 'Re: [PATCH v2 2/2] frob: teach it to wait_for_me'),
    (115, '2020-02-21 16:00:00', '3', 'review', 110, 110, 'Re: [PATCH v2 0/2] frob: teach it to wait_for_me'),
    -- a discussion that goes on
    (200, '2020-02-03 10:00:00', '2', 'discussion', 200, 0, 'Where shall we *meet* this year?'),
    (201, '2020-02-04 10:00:00', '3', 'discussion', 200, 200, 'Re: Where shall we *meet* this year?'),
    (202, '2020-02-18 10:00:00', '3', 'discussion', 200, 201, 'Re: Where shall we *meet* this year?'),
    (203, '2020-02-19 10:00:00', '1', 'discussion', 200, 202, 'Re: Where shall we *meet* this year?'),
    -- a newcomer's question, answered on the Monday after
    (300, '2020-02-18 15:00:00', '4', 'question', 300, 0, 'How do I <b>build</b> it?'),
    (301, '2020-02-24 09:00:00', '2', 'question', 300, 300, 'Re: How do I <b>build</b> it?'),
    -- a question past its deadline, answered after the week, and one that is not yet
    (400, '2020-02-06 10:00:00', '3', 'question', 400, 0, 'Does it run on a toaster?'),
    (401, '2020-02-26 10:00:00', '1', 'question', 400, 400, 'Re: Does it run on a toaster?'),
    (410, '2020-02-19 10:00:00', '3', 'question', 410, 0, 'And on a kettle?'),
    -- answers to a mail that no list has
    (450, '2020-02-17 10:00:00', '2', 'discussion', 449, 449, 'Re: A word from elsewhere'),
    (451, '2020-02-17 11:00:00', '3', 'discussion', 449, 450, 'Re: A word from elsewhere'),
    -- another newcomer joins in, and is answered
    (500, '2020-02-20 08:00:00', '2', 'discussion', 500, 0, 'News of the week'),
    (501, '2020-02-21 08:00:00', '5', 'discussion', 500, 500, ''),
    (502, '2020-02-21 08:40:00', '2', 'discussion', 500, 501, 'Re: News of the week'));

INSERT INTO golden.threads (id, date, person_id, class, subject, message_id, first_reply, first_reply_person_id, deadline, places, sources)
SELECT
    id, root.date, root.person_id, class, subject, message_id, first.1, first.2, root.date + INTERVAL 7 DAY, places, sources
FROM (SELECT * FROM golden.messages WHERE starts) AS root
LEFT JOIN
(
    SELECT m.thread AS thread, min((m.date, m.person_id)) AS first
    FROM golden.messages AS m
    INNER JOIN golden.messages AS r ON r.id = m.thread
    WHERE NOT m.bot AND m.person_id != r.person_id
    GROUP BY thread
) AS answers ON answers.thread = root.id;

INSERT INTO golden.changes (id, channel, kind, ref, title, person_id, opened, versions, patches, merged_patches, merged, first_response, first_response_person_id, places)
SELECT
    id, 'mail', kind, concat('m', toString(id), '/x@example.org'), if(id = 630, {hostile:String}, title),
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), opened, versions, 2, merged_patches, merged, first,
    toUUID('0b8a4f0e-0c7a-4b6e-9f54-000000000002'), [('demo', ''), ('demo', 'dev')]
FROM values('id UInt64, kind String, title String, who String, opened DateTime(''UTC''), versions UInt16, merged_patches UInt16, merged DateTime(''UTC''), first DateTime(''UTC'')',
    (100, 'change', 'frob: teach it to wait_for_me', '1', '2020-02-17 09:00:00', 2, 2, '2020-02-23 09:00:00', '2020-02-17 11:30:00'),
    (600, 'change', 'docs: say what it is for', '3', '2020-01-20 09:00:00', 3, 0, 0, '2020-01-21 09:00:00'),
    (610, 'change', 'core: nobody has looked at this', '3', '2020-02-10 09:00:00', 1, 0, 0, 0),
    (620, 'change', 'tools: needs a test', '1', '2020-01-10 09:00:00', 1, 0, 0, '2020-01-11 09:00:00'),
    (630, 'change', '', '5', '2020-01-15 09:00:00', 1, 1, '2020-02-18 09:00:00', '2020-01-15 10:00:00'),
    (640, 'change', 'net: ready to go', '2', '2020-01-16 09:00:00', 1, 0, 0, '2020-01-16 10:00:00'),
    (650, 'change', 'young: sent on Friday', '2', '2020-02-21 09:00:00', 1, 0, 0, 0),
    (660, 'rfc', 'rfc: not in the queue', '2', '2020-01-21 09:00:00', 1, 0, 0, 0));

INSERT INTO golden.change_versions (change, version, label, ref, date, patches, total)
SELECT change, version, version, concat('m', toString(message), '/x@example.org'), date, 2, 2
FROM values('change UInt64, version UInt16, message UInt64, date DateTime(''UTC'')',
    (100, 1, 100, '2020-02-17 09:00:00'), (100, 2, 110, '2020-02-19 09:00:00'),
    (600, 1, 600, '2020-01-20 09:00:00'), (600, 3, 603, '2020-02-03 09:00:00'),
    -- after the week
    (600, 4, 604, '2020-02-25 09:00:00'));

INSERT INTO golden.change_responses (change, version, ref, date, person_id, foreign, kind)
SELECT change, 1, concat('r', toString(change)), date, toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), who != '1', 'comment'
FROM values('change UInt64, date DateTime(''UTC''), who String',
    (600, '2020-01-21 09:00:00', '2'), (600, '2020-02-26 09:00:00', '4'), (620, '2020-01-11 09:00:00', '3'));

-- Until is the end of the state: the week's own end still counts.
INSERT INTO golden.change_states (change, state, from, until)
SELECT * FROM values('change UInt64, state String, from DateTime(''UTC''), until DateTime(''UTC'')',
    (600, 'waiting-for-author', '2020-01-21 09:00:00', '2020-02-03 09:00:00'),
    (600, 'waiting-for-reviewer', '2020-02-03 09:00:00', '2020-02-26 09:00:00'),
    (610, 'waiting-for-reviewer', '2020-02-10 09:00:00', '2106-02-07 06:28:15'),
    (620, 'waiting-for-author', '2020-01-11 09:00:00', '2020-02-24 00:00:00'),
    (630, 'waiting-for-author', '2020-01-15 10:00:00', '2020-02-18 09:00:00'),
    (640, 'acked', '2020-01-16 10:00:00', '2106-02-07 06:28:15'),
    (650, 'waiting-for-reviewer', '2020-02-21 09:00:00', '2106-02-07 06:28:15'),
    (660, 'waiting-for-reviewer', '2020-01-21 09:00:00', '2106-02-07 06:28:15'));

INSERT INTO golden.commits (source, sha, date, author_id, merge, subject, added, places)
SELECT
    'core-git', sha, date, toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), merge, if(sha = 'e', {hostile:String}, subject), added,
    [('demo', ''), ('demo', 'core')]
FROM values('sha String, date DateTime(''UTC''), who String, merge Bool, subject String, added UInt32',
    ('a', '2020-02-23 08:00:00', '1', false, 'frob: prepare', 10),
    ('b', '2020-02-23 09:00:00', '1', false, 'frob: teach it to wait_for_me', 20),
    ('c', '2020-02-20 09:00:00', '2', false, 'Revert "core: a large mistake"', 900),
    ('d', '2020-02-20 10:00:00', '2', true, 'Merge branch', 0),
    ('e', '2020-02-21 10:00:00', '2', false, '', 30),
    ('g', '2020-02-19 09:00:00', '3', false, 'net: retry once', 12),
    ('f', '2020-02-24 00:00:00', '2', false, 'core: of the week after', 30));

INSERT INTO golden.commit_links (source, sha, message, evidence, score, date)
VALUES ('core-git', 'a', 101, 'patch-id', 1, '2020-02-23 08:00:00'), ('core-git', 'b', 102, 'patch-id', 1, '2020-02-23 09:00:00');

-- The forge. Only what is below its repository's page is linked.
INSERT INTO golden.forge_repositories (source, repository, name, url)
VALUES ('tickets', 'forge.example.org/1', 'demo/core', 'https://forge.example.org/demo/core');

INSERT INTO golden.issues (id, repository, number, ref, title, person_id, bot, opened, closed, first_response, first_response_person_id, deadline, places, sources)
SELECT
    id, 'demo/core', id, if(id = 701, 'javascript:alert(1)', concat('https://forge.example.org/demo/', if(id = 702, '../evil', 'core'), '/issues/', toString(id))),
    if(id = 701, {hostile:String}, title), toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), who = '6', opened, closed, first,
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', answerer)), opened + INTERVAL 4 DAY, [('demo', ''), ('demo', 'demo/core')], ['tickets']
FROM values('id UInt64, title String, who String, opened DateTime(''UTC''), closed DateTime(''UTC''), first DateTime(''UTC''), answerer String',
    -- past its deadline, its title and page hostile; one that would leave the repository
    (701, '', '3', '2020-02-10 09:00:00', 0, 0, '0'),
    (702, 'Leads elsewhere', '3', '2020-02-05 09:00:00', 0, '2020-02-25 09:00:00', '2'),
    -- of the week: a newcomer's, answered; not yet; closed; and closed by who opened it
    (703, 'Crash when started twice', '7', '2020-02-20 09:00:00', 0, '2020-02-20 12:00:00', '2'),
    (704, 'Say what the flag does', '3', '2020-02-21 09:00:00', 0, 0, '0'),
    (705, 'Slow on Mondays', '2', '2020-01-07 10:00:00', '2020-02-20 10:00:00', '2020-01-07 11:00:00', '1'),
    (706, 'My mistake', '3', '2020-02-12 10:00:00', '2020-02-13 10:00:00', 0, '0'),
    -- a robot's, and one of a person who also wrote to the list for the first time
    (707, 'A dependency is old', '6', '2020-02-20 10:00:00', 0, 0, '0'),
    (708, 'Docs are wrong', '4', '2020-02-19 10:00:00', '2020-02-25 10:00:00', '2020-02-25 10:00:00', '2'));

INSERT INTO golden.issue_states (issue, state, from, until)
SELECT id, 'active', opened, if(toUnixTimestamp(closed) = 0, toDateTime('2106-02-07 06:28:15', 'UTC'), closed) FROM golden.issues;

-- Finn joins in, after Ada.
INSERT INTO golden.issue_responses (issue, ref, date, person_id, foreign)
VALUES (705, 'a705', '2020-02-18 12:00:00', '0b8a4f0e-0c7a-4b6e-9f54-000000000001', true), (703, 'r703', '2020-02-20 12:00:00', '0b8a4f0e-0c7a-4b6e-9f54-000000000002', true), (705, 'r705', '2020-02-19 12:00:00', '0b8a4f0e-0c7a-4b6e-9f54-000000000008', true);

INSERT INTO golden.changes (id, channel, kind, ref, title, person_id, opened, versions, patches, merged_patches, merged, first_response, first_response_person_id, places, sources)
SELECT
    id, 'forge', 'change', concat('https://forge.example.org/demo/core/pull/', toString(id)), title,
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), opened, 1, 1, toUnixTimestamp(merged) != 0, merged, first,
    toUUID('0b8a4f0e-0c7a-4b6e-9f54-000000000002'), [('demo', ''), ('demo', 'demo/core')], ['tickets']
FROM values('id UInt64, title String, who String, opened DateTime(''UTC''), merged DateTime(''UTC''), first DateTime(''UTC'')',
    (800, 'gui: larger buttons', '3', '2020-02-07 09:00:00', 0, 0),
    (810, 'net: retry once', '3', '2020-02-17 09:00:00', '2020-02-19 09:00:00', '2020-02-18 09:00:00'),
    (820, 'gui: fewer buttons', '1', '2020-01-20 09:00:00', 0, '2020-01-21 09:00:00'));

INSERT INTO golden.change_versions (change, version, label, ref, date, patches, total)
SELECT id, 1, 1, concat('sha', toString(id)), opened, 1, 1 FROM golden.changes WHERE channel = 'forge';

INSERT INTO golden.change_states (change, state, from, until)
VALUES (800, 'waiting-for-reviewer', '2020-02-07 09:00:00', '2106-02-07 06:28:15'), (820, 'acked', '2020-01-21 09:00:00', '2106-02-07 06:28:15');

INSERT INTO golden.change_responses (change, version, ref, date, person_id, bot, foreign, kind)
SELECT 810, 1, concat('https://forge.example.org/demo/core/pull/810 comment ', toString(n)), date, toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), who = '6', who != '3', 'comment'
FROM values('n UInt8, date DateTime(''UTC''), who String',
    (1, '2020-02-18 09:00:00', '2'), (2, '2020-02-18 10:00:00', '6'), (3, '2020-02-18 11:00:00', '3'), (4, '2020-02-19 08:00:00', '2'), (5, '2020-02-25 11:00:00', '1'));

-- A discussion of before that goes on: two sources show an answer, and one came later.
INSERT INTO golden.identities (alias_id, person_id, evidence)
VALUES ('0b8a4f0e-0c7a-4b6e-9f54-0000000000a3', '0b8a4f0e-0c7a-4b6e-9f54-000000000003', 'account');

INSERT INTO golden.forge_issues (source, repository, kind, number, url, title, author_alias_id, date, version)
VALUES ('tickets', 'forge.example.org/1', 'discussion', 900, 'https://forge.example.org/demo/core/discussions/900', 'Which colours shall it have?', '0b8a4f0e-0c7a-4b6e-9f54-0000000000a3', '2020-02-03 09:00:00', 1);

INSERT INTO golden.activity (date, person_id, bot, kind, ref, source, scopes)
SELECT date, toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), who = '6', 'answer', concat('https://forge.example.org/demo/core/discussions/900 comment ', n), source, ['demo']
FROM values('n String, date DateTime(''UTC''), who String, source String',
    ('d1', '2020-02-03 11:00:00', '1', 'tickets'), ('d2', '2020-02-17 10:00:00', '1', 'tickets'), ('d3', '2020-02-18 10:00:00', '2', 'tickets'),
    ('d3', '2020-02-18 10:00:00', '2', 'mirror'), ('d4', '2020-02-19 10:00:00', '6', 'tickets'), ('d5', '2020-02-20 10:00:00', '8', 'tickets'),
    ('d6', '2020-02-24 10:00:00', '2', 'tickets'));

INSERT INTO golden.change_patches (change, version, number, message)
VALUES (100, 1, 1, 101), (100, 1, 2, 102), (810, 1, 1, 811);

INSERT INTO golden.commit_links (source, sha, message, evidence, score, date)
VALUES ('core-git', 'g', 811, 'merge', 1, '2020-02-19 09:00:00');

INSERT INTO golden.releases (source, name, kind, line, date, places)
VALUES ('core-git', 'v5.0', 'final', '5.0', '2020-02-21 12:00:00', [('demo', ''), ('demo', 'core')]),
    ('core-git', 'v5.1-rc1', 'candidate', '5.1', '2020-02-22 12:00:00', [('demo', ''), ('demo', 'core')]);

INSERT INTO golden.tags_given (ref, channel, date, token, person_id, foreign, places)
SELECT concat('t', toString(n)), 'mail', '2020-02-20 10:00:00', token, toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), foreign, [('demo', '')]
FROM values('n UInt8, token String, who String, foreign Bool',
    (1, 'Reviewed-by', '2', true), (2, 'Reviewed-by', '3', true), (3, 'Acked-by', '2', true), (4, 'Reported-by', '1', false))
