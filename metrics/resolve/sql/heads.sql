-- Copies become messages. The copy with the most trustworthy date speaks for
-- all of them; among equals the earliest, then the first source by name.
-- Messages from after the as-of time do not exist yet.
INSERT INTO resolve_heads
    (id, mail, message_id, date, alias_id, subject, topic, reply, named, patch, auto, cues, sketch, lines, quoted_lines, sources, place)
WITH
    -- most messages have one copy: the others are few, if some too many
    several AS
    (
        SELECT cityHash64(message_id, fingerprint) AS id
        FROM golden.message_copies
        WHERE deleted = 0 AND source IN (SELECT source FROM golden.sources)
        GROUP BY id
        HAVING count() > 1
    ),
    repeated AS
    (
        -- a small table to join, and a narrow one
        SELECT
            cityHash64(message_id, fingerprint) AS id,
            arraySort(groupArray((
                bitShiftLeft(toUInt64(transform(date_source, ['date header', 'received header', 'envelope', 'file'], [0, 1, 2, 3], 4)), 32) + toUnixTimestamp(date),
                source
            ))) AS copies
        FROM golden.message_copies FINAL
        WHERE deleted = 0 AND source IN (SELECT source FROM golden.sources) AND id IN (SELECT id FROM several)
        GROUP BY id
        HAVING count() > 1
    )
SELECT
    c.id, cityHash64(c.message_id), c.message_id, c.date, c.alias_id, c.subject, c.topic, c.reply,
    -- the last reference first; In-Reply-To for those who send no references
    arrayDistinct(arrayMap(mail -> cityHash64(mail), arrayConcat(arrayReverse(c.refs), c.in_reply_to))),
    c.patch, c.auto, c.cues, c.sketch, c.lines, c.quoted_lines,
    if(empty(repeated.copies), [c.source], arraySort(arrayMap(copy -> copy.2, repeated.copies))) AS all_sources,
    cityHash64(all_sources)
FROM
(
    SELECT *, cityHash64(message_id, fingerprint) AS id
    FROM golden.message_copies FINAL
    WHERE deleted = 0 AND date < {as_of:DateTime} AND source IN (SELECT source FROM golden.sources)
) AS c
LEFT JOIN repeated ON repeated.id = c.id
WHERE empty(repeated.copies) OR repeated.copies[1].2 = c.source
SETTINGS do_not_merge_across_partitions_select_final = 1
