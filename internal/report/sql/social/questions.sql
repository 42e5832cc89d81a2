-- Questions of forums that nobody else had answered at a time, those asked from
-- another on, the latest first; how many there are, and how many of them are past
-- their deadline. What the forum has deleted waits for nobody.
SELECT
    title, ref AS url, network, place, asked AS date,
    toUnixTimestamp(deadline) != 0 AND deadline < {until:DateTime} AS late,
    count() OVER () AS all,
    countIf(late) OVER () AS all_late
FROM golden.forum_questions
WHERE has(scopes, {scope:String})
    AND NOT bot
    AND asked >= {from:DateTime} AND asked < {until:DateTime}
    AND (toUnixTimestamp(answered) = 0 OR answered >= {until:DateTime})
    AND (network, id) IN (SELECT network, id FROM golden.posts FINAL WHERE deleted = 0 AND kind = 'question')
ORDER BY date DESC, network, id
LIMIT {limit:UInt8}
