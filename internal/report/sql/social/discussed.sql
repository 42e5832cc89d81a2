-- What was written about the project, or by it, in a time, with most answers first:
-- those that were collected, or as many as the network tells of. What it has deleted
-- is not shown.
SELECT p.title AS title, p.ref AS url, p.network AS network, p.place AS place, p.date AS date,
    greatest(r.answers, s.told.1) AS answers, s.told.2 AS likes, s.told.3 AS reshares
FROM
(
    SELECT *
    FROM golden.network_posts
    WHERE kind IN ('post', 'question', 'quote')
        AND NOT bot
        AND (has(about, {scope:String}) OR has(own, {scope:String}))
        AND date >= {from:DateTime} AND date < {until:DateTime}
) AS p
INNER JOIN
(
    SELECT network, id, argMax((replies, likes, reshares), (engagement_read, version, source)) AS told
    FROM golden.posts FINAL
    WHERE deleted = 0 AND kind IN ('post', 'question', 'quote')
    GROUP BY network, id
) AS s ON s.network = p.network AND s.id = p.id
LEFT JOIN
(
    SELECT network, thread, count() AS answers
    FROM golden.network_posts
    WHERE kind IN ('comment', 'answer') AND NOT bot AND date >= {from:DateTime} AND date < {until:DateTime}
    GROUP BY network, thread
) AS r ON r.network = p.network AND r.thread = p.id
WHERE answers > 0
ORDER BY answers DESC, likes + reshares DESC, date, network, p.id
LIMIT {limit:UInt8}
