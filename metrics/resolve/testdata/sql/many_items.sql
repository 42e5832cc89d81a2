-- Issues and changes by turns, one every two minutes; most changes are merged
-- into a commit of the history.
INSERT INTO golden.forge_issues
    (source, repository, kind, number, url, title, author_alias_id, date, closed, base, merged, merge_sha, head, version)
SELECT
    'hub', concat('example.org/', toString(number % 20)), if(number % 2 = 0, 'issue', 'change'), number, concat('https://example.org/', toString(number)),
    'a title', toUUID(sipHash128(toUInt64(number % 5000))),
    toDateTime('2010-01-01 00:00:00', 'UTC') + number * 120,
    if(number % 5 = 0, toDateTime(0, 'UTC'), toDateTime('2010-01-01 00:00:00', 'UTC') + number * 120 + 86400 * (number % 60)),
    'main', if(number % 4 = 1, toDateTime('2010-01-01 00:00:00', 'UTC') + number * 120 + 86400 * (number % 60), toDateTime(0, 'UTC')),
    hex(number), hex(number), 1
FROM numbers({n:UInt64})
