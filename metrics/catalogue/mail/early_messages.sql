-- kept by: date
-- A message of somebody who wrote to any list of a root scope for the first time at
-- most a year before: no period is longer.
SELECT date, messages.person_id AS person_id, message_id, subject, places, root, first
FROM messages
INNER JOIN
(
    SELECT person_id, scope AS root, min(at) AS first
    FROM placed_messages
    WHERE toUnixTimestamp(at) != 0 AND member = '' AND position(scope, '/') = 0 AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
    GROUP BY person_id, root
) AS beginners ON beginners.person_id = messages.person_id
WHERE NOT bot AND toUnixTimestamp(date) < toUnixTimestamp(first) + 366 * 86400
