-- Messages of ten years, n of them, by 20,000 people with a long tail.
INSERT INTO messages
    (id, message_id, date, person_id, bot, class, subject, thread, parent, starts, lines, quoted_lines, places, sources)
SELECT
    number AS id,
    concat('m', toString(number), '@example.org'),
    toDateTime('2004-01-01', 'UTC') + intDiv(number * 315000000, {n:UInt64}),
    toUUID(concat('00000000-0000-0000-0000-', leftPad(hex(1 + toUInt32(20000 * pow(cityHash64(number) / 18446744073709551615, 4))), 12, '0'))),
    number % 97 = 0,
    ['patch', 'review', 'discussion', 'discussion', 'question', 'announcement'][1 + number % 6],
    'a subject of usual length for a mailing list',
    number - number % 4, if(number % 4 = 0, 0, number - 1), number % 4 = 0, 40, 10,
    [('c', ''), ('c', concat('s', toString(number % 4))), (concat('c/', toString(number % 4)), ''), (concat('c/', toString(number % 4)), concat('s', toString(number % 4)))],
    [concat('s', toString(number % 4))]
FROM numbers({n:UInt64})
