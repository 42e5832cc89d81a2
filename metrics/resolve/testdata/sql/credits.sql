SELECT concat(
    source, ' ', release, ' ', sha, ' ', formatDateTime(date, '%F'), ' ', toString(author_id), if(bot, ' bot', ''), if(merge, ' merge', ''),
    if(notEmpty(co_author_ids), ' with ' || arrayStringConcat(arrayMap(c -> toString(c), co_author_ids), ','), ''), ' ', toString(tags)) AS line
FROM release_commits
ORDER BY source, release, date, sha
