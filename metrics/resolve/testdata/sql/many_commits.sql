INSERT INTO golden.git_commits
    (source, sha, parents, author_alias_id, committer_alias_id, patch_id, subject, date)
SELECT
    'git', hex(sipHash128(number)), [hex(sipHash128(number - 1))],
    toUUID(sipHash128(toUInt64(intHash64(number) % 10000))), toUUID(sipHash128(toUInt64(intHash64(number) % 100))),
    hex(sipHash128(number, 1)), 'about subject number ' || toString(number),
    toDateTime('2000-01-01 00:00:00', 'UTC') + intDiv(number * 630000000, {n:UInt64})
FROM numbers({n:UInt64})
