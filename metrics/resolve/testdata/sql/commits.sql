SELECT concat(
    source, ' ', sha, ' ', toString(author_id), if(bot, ' bot', ''), if(notEmpty(co_author_ids), ' with ' || arrayStringConcat(arrayMap(c -> toString(c), co_author_ids), ','), ''),
    if(merge, ' merge', ''), if(covered, ' covered', ''), ' +', toString(added), ' -', toString(removed), ' ',
    arrayStringConcat(arrayMap(p -> p.1 || ':' || p.2, places), ' ')) AS line
FROM commits
ORDER BY date, source, sha
