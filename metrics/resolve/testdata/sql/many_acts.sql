-- Ten acts on each issue and change.
INSERT INTO golden.forge_acts
    (source, repository, issue_kind, number, kind, id, author_alias_id, subject, date, version)
SELECT
    'hub', concat('example.org/', toString(item % 20)), if(item % 2 = 0, 'issue', 'change'), item,
    ['comment', 'comment', 'labelled', 'push', 'approval', 'commit', 'changes requested', 'review', 'closed', 'reopened'][number % 10 + 1],
    toString(number), toUUID(sipHash128(toUInt64(number * 7 % 5000))), hex(number),
    toDateTime('2010-01-01 00:00:00', 'UTC') + item * 120 + (number % 10) * 40000, 1
FROM (SELECT number, intDiv(number, 10) AS item FROM numbers({n:UInt64} * 10))
