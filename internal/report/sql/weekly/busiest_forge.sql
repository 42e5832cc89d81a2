-- The issues, changes and discussions of forges to which most people said
-- something in a week, and of those with as many the ones with most responses.
-- To open one is to say something; bots are left out. What is said of it is as of
-- the week's end. Of a discussion the answers of others count, as contributions do.
WITH
    answers AS
    (
        SELECT DISTINCT splitByChar(' ', ref)[1] AS page, ref, date, person_id
        FROM golden.activity
        WHERE kind = 'answer' AND NOT bot AND has(scopes, {scope:String}) AND date < {end:DateTime}
    ),
    discussions AS
    (
        SELECT page, min(date) AS answered, argMin(person_id, (date, ref)) AS answerer_id
        FROM answers
        GROUP BY page
        HAVING max(date) >= {start:DateTime}
    ),
    items AS
    (
        SELECT id, 'issue' AS kind, ref, title, opened AS began, person_id, bot, first_response AS answered, first_response_person_id AS answerer_id, closed AS ended
        FROM golden.issues
        WHERE opened < {end:DateTime} AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
        UNION ALL
        SELECT id, 'change', ref, title, opened, person_id, bot, first_response, first_response_person_id, merged
        FROM golden.changes
        WHERE channel = 'forge' AND opened < {end:DateTime} AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
        UNION ALL
        SELECT cityHash64(d.page), 'discussion', d.page, f.title, f.date, i.person_id, false, d.answered, d.answerer_id, f.closed
        FROM discussions AS d
        INNER JOIN
        (
            SELECT url, title, date, author_alias_id, closed
            FROM golden.forge_issues FINAL
            WHERE kind = 'discussion' AND deleted = 0
            ORDER BY url, version DESC, source
            LIMIT 1 BY url
        ) AS f ON f.url = d.page
        LEFT JOIN golden.identities AS i ON i.alias_id = f.author_alias_id
    ),
    acts AS
    (
        SELECT issue AS item, date, person_id, ref FROM golden.issue_responses WHERE NOT bot
        UNION ALL
        SELECT change, date, person_id, ref FROM golden.change_responses WHERE NOT bot
        UNION ALL
        SELECT cityHash64(page), date, person_id, ref FROM answers
        UNION ALL
        SELECT id, began, person_id, '' FROM items WHERE NOT bot
    ),
    talks AS
    (
        SELECT
            item,
            count() AS messages,
            uniqExact(person_id) AS people,
            countIf(ref != '') AS responses,
            max(date) AS last,
            argMax(person_id, (date, ref)) AS last_id
        FROM acts
        WHERE date >= {start:DateTime} AND date < {end:DateTime} AND item IN (SELECT id FROM items)
        GROUP BY item
        HAVING people > 1 AND responses > 0
        ORDER BY people DESC, responses DESC, item
        LIMIT {limit:UInt8}
    )
SELECT
    talks.item AS topic, items.kind AS kind, talks.messages AS messages, talks.people AS people, talks.responses AS responses,
    true AS known,
    items.title AS title, items.ref AS ref, items.began AS began, items.answered AS answered,
    starter.name AS starter, answerer.name AS answerer, last_one.name AS last_name,
    talks.last AS last,
    if(items.ended < {end:DateTime}, items.ended, toDateTime(0, 'UTC')) AS ended
FROM talks
INNER JOIN items ON items.id = talks.item
LEFT JOIN golden.people AS starter ON starter.person_id = items.person_id
LEFT JOIN golden.people AS answerer ON answerer.person_id = items.answerer_id
LEFT JOIN golden.people AS last_one ON last_one.person_id = talks.last_id
ORDER BY people DESC, responses DESC, topic
