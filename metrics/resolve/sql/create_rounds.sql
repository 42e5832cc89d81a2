-- Versions of changes of forges. Where a mail is a version, a forge has pushes,
-- and does not always say when they came; so a version begins with the first
-- push or commit after another person spoke to the one before. What is pushed
-- while nobody has spoken belongs to the version at hand, and so does what bots
-- push to people's changes.
CREATE TABLE resolve_rounds ENGINE = MergeTree ORDER BY (change, date) AS
WITH
    toDateTime(0, 'UTC') AS never,
    events AS
    (
        SELECT change, opened AS date, false AS said, ref FROM resolve_offers
        UNION ALL
        SELECT a.item, a.date, a.kind NOT IN ('push', 'commit'), a.subject
        FROM resolve_acts AS a
        INNER JOIN resolve_offers AS o ON o.change = a.item
        WHERE
            a.kind IN ('push', 'commit') AND (NOT a.bot OR o.bot) AND a.date > o.opened AND (o.merged = never OR a.date < o.merged)
            OR a.kind IN ('comment', 'line comment', 'review', 'approval', 'changes requested') AND NOT a.bot
            AND a.person_id != o.person_id AND a.date >= o.opened
    ),
    turns AS
    (
        SELECT *, lagInFrame(said, 1, true) OVER (PARTITION BY change ORDER BY date, said, ref ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
        FROM events
    )
SELECT
    change, date, ref,
    toUInt16(row_number() OVER (PARTITION BY change ORDER BY date, ref)) AS version,
    leadInFrame(date, 1, never) OVER (PARTITION BY change ORDER BY date, ref ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
FROM turns
WHERE NOT said AND before
