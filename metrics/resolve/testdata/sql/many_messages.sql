-- Twenty years of mail: threads of four, one answer in fifty with a parent that
-- is missing, a quarter of all mails in two archives, ten thousand people.
INSERT INTO golden.message_copies
    (source, message_id, fingerprint, alias_id, subject, topic, reply, in_reply_to, refs, patch, lines, date, date_source)
SELECT
    arrayJoin(if(number % 4 = 1, ['dev', 'users'], ['dev'])),
    'message-' || toString(number) || '@mail.example.org',
    cityHash64(number),
    toUUID(sipHash128(toUInt64(intHash64(number) % 10000))),
    if(number % 4 = 0, '', 'Re: ') || 'about subject number ' || toString(intDiv(number, 4)),
    'about subject number ' || toString(intDiv(number, 4)),
    number % 4 != 0,
    if(number % 4 = 0, [], ['message-' || toString(number - 1) || if(number % 50 = 1, '-lost', '') || '@mail.example.org']),
    if(number % 4 = 0 OR number % 50 = 1, [], arrayMap(i -> 'message-' || toString(intDiv(number, 4) * 4 + i) || '@mail.example.org', range(number % 4))),
    intDiv(number, 4) % 2 = 0,
    20,
    toDateTime('2000-01-01 00:00:00', 'UTC') + intDiv(number * 630000000, {n:UInt64}),
    'date header'
FROM numbers({n:UInt64})
