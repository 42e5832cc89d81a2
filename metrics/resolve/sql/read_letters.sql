-- The mails of changes that are no patches of change_patches: cover letters,
-- answers, and what was sent again.
SELECT m.message_id AS ref, s.change AS change
FROM resolve_series AS s
INNER JOIN
(
    SELECT id, message_id
    FROM messages
    WHERE id IN (SELECT id FROM resolve_series) AND toUInt32(date) >= {mails_from:UInt32} AND toUInt32(date) < {mails_until:UInt32}
) AS m ON m.id = s.id
WHERE s.id NOT IN (SELECT message FROM change_patches)
ORDER BY ref, change
