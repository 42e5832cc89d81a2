-- The conversations of a week in which most people wrote, and of those with as
-- many the ones with most responses; patches that are sent are none. All threads
-- about one change are one conversation. What is said of it is as of the week's end. Of one whose beginning never came to the
-- lists the first mail of the week stands for it.
WITH
    roots AS
    (
        SELECT threads.id AS root, min(versions.change) AS about
        FROM golden.threads AS threads
        INNER JOIN golden.change_versions AS versions ON versions.ref = threads.message_id
        GROUP BY root
    ),
    sent AS
    (
        SELECT message, min(change) AS about
        FROM golden.change_patches
        GROUP BY message
    ),
    talks AS
    (
        SELECT
            multiIf(roots.about != 0, roots.about, sent.about != 0, sent.about, m.thread) AS topic,
            count() AS messages,
            uniqExact(m.person_id) AS people,
            countIf(m.class != 'patch' AND NOT m.starts) AS responses,
            max(m.date) AS last,
            argMax(m.person_id, (m.date, m.id)) AS last_id,
            argMin((m.subject, m.message_id, m.date, m.places), (m.date, m.id)) AS first
        FROM golden.messages AS m
        LEFT JOIN roots ON roots.root = m.thread
        LEFT JOIN sent ON sent.message = m.id
        WHERE m.date >= {start:DateTime} AND m.date < {end:DateTime}
            AND NOT m.bot
            AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', m.places)
        GROUP BY topic
        HAVING topic != 0 AND people > 1 AND responses > 0
        ORDER BY people DESC, responses DESC, topic
        LIMIT {limit:UInt8}
    ),
    versions AS
    (
        SELECT
            change,
            argMax((ref, date, greatest(label, 1), greatest(patches, total)), version) AS latest,
            countIf(date >= {start:DateTime}) AS fresh
        FROM golden.change_versions
        WHERE date < {end:DateTime}
        GROUP BY change
    )
SELECT
    talks.topic AS topic, talks.messages AS messages, talks.people AS people, talks.responses AS responses,
    c.id != 0 AS is_change,
    is_change OR t.id != 0 AS known,
    t.class = 'patch' OR is_change AS is_patch,
    multiIf(is_change, c.title, known, t.subject, talks.first.1) AS title,
    multiIf(is_change, if(versions.latest.1 = '', c.ref, versions.latest.1), known, t.message_id, talks.first.2) AS ref,
    multiIf(is_change, c.opened, known, t.date, talks.first.3) AS began,
    if(is_change, c.first_response, t.first_reply) AS answered,
    starter.name AS starter, answerer.name AS answerer, last_one.name AS last_name,
    talks.last AS last,
    versions.latest.2 AS version_date, versions.latest.3 AS version, versions.latest.4 AS patches, toUInt16(versions.fresh) AS fresh,
    if(c.merged < {end:DateTime}, c.merged, toDateTime(0, 'UTC')) AS ended,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', multiIf(is_change, c.places, known, t.places, talks.first.4)))) AS lists
FROM talks
LEFT JOIN golden.threads AS t ON t.id = talks.topic
LEFT JOIN golden.changes AS c ON c.id = talks.topic
LEFT JOIN versions ON versions.change = talks.topic
LEFT JOIN golden.people AS starter ON starter.person_id = if(is_change, c.person_id, t.person_id)
LEFT JOIN golden.people AS answerer ON answerer.person_id = if(is_change, c.first_response_person_id, t.first_reply_person_id)
LEFT JOIN golden.people AS last_one ON last_one.person_id = talks.last_id
ORDER BY people DESC, responses DESC, topic
