-- A commit for every ten messages.
INSERT INTO commits
    (source, sha, patch_id, date, authored, author_id, committer_id, co_author_ids, bot, merge, covered, subject, added, removed, components, places)
SELECT
    concat('s', toString(4 + number % 6)) AS source, concat('sha', toString(number)), toString(number),
    toDateTime('2004-01-01', 'UTC') + intDiv(number * 3150000000, {n:UInt64}) AS date,
    date - cityHash64(number) % 2000000,
    toUUID(concat('00000000-0000-0000-0000-', leftPad(hex(1 + toUInt32(2000 * pow(cityHash64(number) / 18446744073709551615, 4))), 12, '0'))) AS author_id,
    author_id, [], number % 97 = 0, number % 11 = 0, number % 3 = 0, 'a subject of usual length', number % 300, number % 200, [concat('dir', toString(number % 120)), concat('dir', toString(number % 6))],
    [('c', ''), ('c', source), (concat('c/', toString((4 + number % 6) % 8)), ''), (concat('c/', toString((4 + number % 6) % 8)), source)]
FROM numbers(intDiv({n:UInt64}, 10))
