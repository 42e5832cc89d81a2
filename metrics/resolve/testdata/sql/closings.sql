WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%m-%d %T')) AS at
SELECT concat(toString(i.number), ' ', at(c.closed), ' ', toString(c.person_id), if(c.bot, ' bot', ''), if(c.foreign, ' foreign', ''), ' reopened ', at(c.reopened)) AS line
FROM issue_closings AS c
INNER JOIN issues AS i ON i.id = c.issue
ORDER BY i.number, c.closed
