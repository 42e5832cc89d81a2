SELECT concat(
    network, ' ', id, ' ', kind, ' ', toString(person_id), if(bot, ' bot', ''), ' ', formatDateTime(date, '%m-%d %T'), ' in ', place, ' ', title, ' ', ref, ' thread ', thread, if(accepted, ' accepted', ''),
    if(toUnixTimestamp(read) = 0, '', concat(' read ', formatDateTime(read, '%m-%d'), ' ', toString(engagement))),
    ' shown ', arrayStringConcat(scopes, ','), ' about ', arrayStringConcat(about, ','), ' own ', arrayStringConcat(own, ','), ' passes ', arrayStringConcat(passes, ','), ' by ', arrayStringConcat(sources, ',')) AS line
FROM network_posts
ORDER BY network, id
