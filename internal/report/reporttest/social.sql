-- What was written around the plaza in the first quarter of 2020, and a little before
-- and after. The first person is Ada, who is named; the others are not.
INSERT INTO golden.network_posts (network, place, id, kind, ref, title, date, person_id, bot, thread, scopes, about, own, sources)
SELECT
    network, place, id, kind, if(id = 'm3', 'javascript:alert(1)', ref), if(id = 'd3', {hostile:String}, title), date,
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), who = '9', thread, [{scope:String}], if(about, [{scope:String}], []),
    if(about, [], [{scope:String}]), ['town']
FROM values('network String, place String, id String, kind String, ref String, title String, date DateTime(''UTC''), who String, thread String, about Bool',
    ('mastodon', 'town.example.org', 'm1', 'post', 'https://social.example.org/@a/1', '', '2020-01-20 10:00:00', '1', 'm1', true),
    ('mastodon', 'town.example.org', 'm2', 'comment', 'https://social.example.org/@b/2', '', '2020-01-20 11:00:00', '2', 'm1', true),
    ('mastodon', 'town.example.org', 'm3', 'post', '', '', '2020-02-20 10:00:00', '2', 'm3', false),
    ('mastodon', 'town.example.org', 'm4', 'post', 'https://social.example.org/@c/4', '', '2019-12-20 10:00:00', '2', 'm4', true),
    ('mastodon', 'town.example.org', 'm5', 'post', 'https://social.example.org/@d/5', 'Deleted since', '2020-02-21 10:00:00', '2', 'm5', true),
    ('mastodon', 'town.example.org', 'm6', 'post', 'https://social.example.org/@e/6', 'Nobody answers this', '2020-02-22 10:00:00', '2', 'm6', true),
    ('mastodon', 'town.example.org', 'm7', 'post', 'https://social.example.org/@f/7', 'A robot', '2020-02-22 11:00:00', '9', 'm7', true),
    ('discourse', 'forum.example.org', 'd1', 'question', 'https://forum.example.org/t/1', 'How do I pave it?', '2020-02-10 10:00:00', '1', 'd1', true),
    ('discourse', 'forum.example.org', 'd2', 'answer', 'https://forum.example.org/t/1/2', '', '2020-02-11 10:00:00', '2', 'd1', true),
    ('discourse', 'forum.example.org', 'd5', 'answer', 'https://forum.example.org/t/1/3', '', '2020-02-12 10:00:00', '3', 'd1', true),
    ('discourse', 'forum.example.org', 'd3', 'question', 'https://user@forum.example.org/t/3', '', '2020-03-02 10:00:00', '3', 'd3', true),
    ('discourse', 'forum.example.org', 'd4', 'question', 'https://forum.example.org/t/4', 'May I dance here?', '2020-02-12 10:00:00', '1', 'd4', true),
    ('irc', '#plaza', 'i1', 'line', 'irc i1', '', '2020-02-10 10:00:00', '2', 'i1', true));

-- As the networks tell of them: one is deleted. The other source of m1 knows of more
-- tags, and of no engagement.
INSERT INTO golden.posts (source, network, id, kind, tags, engagement_read, likes, reshares, replies, date, version, deleted)
SELECT 'town', network, id, kind, tags, '2020-04-01 00:00:00', likes, reshares, replies, '2020-01-20 10:00:00', 1, id = 'm5'
FROM values('network String, id String, kind String, tags Array(String), likes UInt64, reshares UInt64, replies UInt64',
    ('mastodon', 'm1', 'post', ['fountain', 'plaza'], 12, 3, 9), ('mastodon', 'm2', 'comment', ['plaza'], 1, 0, 0), ('mastodon', 'm3', 'post', ['own'], 4, 1, 2),
    ('mastodon', 'm4', 'post', ['fountain'], 0, 0, 0), ('mastodon', 'm5', 'post', ['gone'], 90, 90, 90), ('mastodon', 'm6', 'post', ['plaza'], 90, 0, 0),
    ('mastodon', 'm7', 'post', ['robots'], 9, 9, 99),
    ('discourse', 'd1', 'question', ['fountain', 'paving'], 2, 0, 2), ('discourse', 'd3', 'question', [], 0, 0, 0), ('discourse', 'd4', 'question', [], 0, 0, 0),
    ('discourse', 'd6', 'question', [], 0, 0, 0), ('discourse', 'd7', 'question', [], 0, 0, 0), ('discourse', 'd8', 'question', [], 0, 0, 0));

INSERT INTO golden.posts (source, network, id, kind, tags, date, version)
SELECT 'bird', 'mastodon', 'm1', 'post', [{hostile:String}, 'plaza'], '2020-01-20 10:00:00', 2;

-- Two wait at the end of the quarter, one of them for less than its deadline. One was
-- answered in time, one after the quarter, one was asked long ago, one after the quarter.
INSERT INTO golden.forum_questions (network, place, id, ref, title, person_id, bot, asked, answered, deadline, scopes, sources)
SELECT 'discourse', 'forum.example.org', id, concat('https://', if(id = 'd3', 'user@', ''), 'forum.example.org/t/', substring(id, 2)), if(id = 'd3', {hostile:String}, title),
    toUUID(concat('0b8a4f0e-0c7a-4b6e-9f54-00000000000', who)), false, asked, answered, asked + INTERVAL 7 DAY, [{scope:String}], ['board']
FROM values('id String, title String, who String, asked DateTime(''UTC''), answered DateTime(''UTC'')',
    ('d1', 'How do I pave it?', '1', '2020-02-10 10:00:00', '2020-02-11 10:00:00'),
    ('d3', '', '3', '2020-03-27 10:00:00', 0),
    ('d4', 'May I dance here?', '1', '2020-02-12 10:00:00', '2020-04-12 10:00:00'),
    ('d6', 'Who was here first?', '2', '2018-02-12 10:00:00', 0),
    ('d7', 'And now?', '2', '2020-04-12 10:00:00', 0),
    ('d9', 'Deleted', '2', '2020-02-12 10:00:00', 0));

-- One is read every week, one was until the year before, one was read once.
INSERT INTO golden.network_audience (network, account, measure, day, value, scopes, sources)
SELECT 'mastodon', '@plaza@town.example.org', 'followers', toDate('2019-01-02') + 7 * number, 1000 + 10 * number, [{scope:String}], ['town']
FROM numbers(66)
UNION ALL
SELECT 'twitter', {hostile:String}, 'followers', toDate('2018-06-29') + 30 * number, 4000 - 20 * number, [{scope:String}], ['bird']
FROM numbers(10)
UNION ALL
SELECT 'irc', '#plaza', 'members', toDate('2020-03-30'), 41, [{scope:String}], ['room']
UNION ALL
SELECT 'mastodon', '@plaza@town.example.org', 'views', toDate('2020-03-30'), 99999, [{scope:String}], ['town']
