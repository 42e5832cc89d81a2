-- Copies become messages. The copy with the most trustworthy date speaks for
-- all of them; among equals the earliest, then the first source by name.
-- Messages from after the as-of time do not exist yet.
INSERT INTO resolve_heads
    (id, mail, message_id, date, alias_id, subject, topic, reply, named, patch, auto, lines, quoted_lines, sources)
WITH picks AS
(
    -- narrow on purpose: whole rows in an aggregate take ten times as long
    SELECT
        cityHash64(message_id, fingerprint) AS id,
        arraySort(groupArray((
            bitShiftLeft(toUInt64(transform(date_source, ['date header', 'received header', 'envelope', 'file'], [0, 1, 2, 3], 4)), 32) + toUnixTimestamp(date),
            source
        ))) AS copies
    FROM golden.message_copies FINAL
    WHERE deleted = 0 AND source IN (SELECT source FROM golden.sources)
    GROUP BY id
)
SELECT
    picks.id, cityHash64(c.message_id), c.message_id, c.date, c.alias_id, c.subject, c.topic, c.reply,
    -- the last reference first; In-Reply-To for those who send no references
    arrayDistinct(arrayMap(mail -> cityHash64(mail), arrayConcat(arrayReverse(c.refs), c.in_reply_to))),
    c.patch, c.auto, c.lines, c.quoted_lines,
    arraySort(arrayMap(copy -> copy.2, picks.copies))
FROM golden.message_copies AS c FINAL
INNER JOIN picks ON picks.id = cityHash64(c.message_id, c.fingerprint) AND picks.copies[1].2 = c.source
WHERE c.deleted = 0 AND c.date < {as_of:DateTime}
SETTINGS do_not_merge_across_partitions_select_final = 1
