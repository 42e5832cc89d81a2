-- How many questions that were asked before a time had no answer at another.
SELECT count() AS older
FROM golden.forum_questions
WHERE has(scopes, {scope:String})
    AND NOT bot
    AND asked < {from:DateTime}
    AND (toUnixTimestamp(answered) = 0 OR answered >= {until:DateTime})
    AND (network, id) IN (SELECT network, id FROM golden.posts FINAL WHERE deleted = 0 AND kind = 'question')
ORDER BY older
