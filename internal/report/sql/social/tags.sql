-- The tags of posts about the project in a time, those on most posts first, and on
-- how many they were in the time before.
SELECT
    tag,
    countIf(date >= {from:DateTime}) AS posts,
    uniqExactIf(person_id, date >= {from:DateTime}) AS people,
    countIf(date < {from:DateTime}) AS before
FROM
(
    SELECT p.date AS date, p.person_id AS person_id, arrayJoin(t.named) AS tag
    FROM golden.network_posts AS p
    INNER JOIN
    (
        SELECT network, id, argMax(tags, (version, source)) AS named
        FROM golden.posts FINAL
        WHERE deleted = 0 AND notEmpty(tags)
        GROUP BY network, id
    ) AS t ON t.network = p.network AND t.id = p.id
    WHERE p.kind IN ('post', 'comment', 'question', 'answer', 'quote')
        AND NOT p.bot
        AND has(p.about, {scope:String})
        AND p.date >= {before:DateTime} AND p.date < {until:DateTime}
)
GROUP BY tag
HAVING posts > 0
ORDER BY posts DESC, people DESC, tag
LIMIT {limit:UInt8}
