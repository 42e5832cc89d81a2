-- Sixteen messages a change: of ten changes seven got an answer, six got in. Two
-- versions of two patches each.
INSERT INTO changes
    (id, channel, kind, ref, title, person_id, opened, versions, patches, merged_patches, merged, closed, first_response,
     first_response_person_id, deadline, last_activity, component, places, sources)
WITH
    concat('c/', toString(number % 8)) AS scope, concat('s', toString(number % 4)) AS list,
    toDateTime('2004-01-01', 'UTC') + intDiv(number * 313000000, intDiv({n:UInt64}, 16)) AS at
SELECT
    number + 1, 'mail', if(number % 9 = 0, 'rfc', 'change'), concat(toString(number), '@mail.example.org'), concat('subject ', toString(number)),
    toUUID(sipHash128(toUInt64(intHash64(number) % 5000))), at, 2, 2, if(number % 10 < 6, 2, 0),
    if(number % 10 < 6, at + 1000000 + number % 4000000, toDateTime(0)),
    if(number % 10 < 6, toDateTime(0), at + 15552000 + 500000),
    if(number % 10 < 7, at + number % 500000, toDateTime(0)),
    toUUID(sipHash128(toUInt64(intHash64(number) % 500))), at + 172800, at + 500000, concat('dir', toString(number % 120)),
    [('c', ''), ('c', list), (scope, ''), (scope, list)], [list]
FROM numbers(intDiv({n:UInt64}, 16))
