-- id: mail_new_senders
-- title: New people who write
-- question: How many people write for the first time?
-- unit: people
-- kind: count
-- better: higher
-- area: products
-- needs: mail
-- looks: ever
-- audience: manager, analyst
-- chaoss: New Contributors
-- apart: organisation
-- version: 4
-- New is who writes to any list of the root scope for the first time; a part
-- of it counts those of them who also write there in that period.
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    at,
    placed_messages.person_id AS person_id,
    ref,
    subject
FROM placed_messages
INNER JOIN
(
    SELECT person_id, scope AS root, min(at) AS first
    FROM placed_messages
    WHERE toUnixTimestamp(at) != 0 AND member = '' AND position(scope, '/') = 0
    GROUP BY person_id, root
) AS beginners ON beginners.person_id = placed_messages.person_id AND beginners.root = substringIndex(scope, '/', 1)
INNER JOIN period_days ON period_days.day = toDate(placed_messages.at)
WHERE placed_messages.person_id != toUUID('00000000-0000-0000-0000-000000000000')
    AND first >= period_start
    -- no period is longer: spares the others the join
    AND at < first + INTERVAL 366 DAY
