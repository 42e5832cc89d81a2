SELECT concat(
    m.message_id, ' ', formatDateTime(m.date, '%m-%d %T'), ' ', toString(m.person_id), ' ', m.class,
    if(m.parent = 0, '', ' answers ' || p.message_id),
    if(m.starts, ' starts', if(r.starts, ' in ' || r.message_id, ' orphan'))) AS line
FROM messages AS m
LEFT JOIN messages AS p ON p.id = m.parent
LEFT JOIN messages AS r ON r.id = m.thread
ORDER BY m.date, m.message_id
