-- When issues and changes of forges were closed, by whom, and when they were
-- opened again. The state that was seen last speaks where acts are missing; to
-- close what is closed is nothing.
CREATE TABLE resolve_closings ENGINE = MergeTree ORDER BY (item, closed) AS
WITH
    toDateTime(0, 'UTC') AS never,
    events AS
    (
        SELECT item, date, toUInt64OrZero(id) AS position, kind = 'closed' AS closes, person_id, bot
        FROM resolve_acts
        WHERE kind IN ('closed', 'reopened')
        UNION ALL
        SELECT id, closed, 18446744073709551615, true, closed_by, closed_by_bot
        FROM resolve_items
        WHERE closed != never AND id NOT IN
        (
            SELECT item
            FROM resolve_acts
            WHERE kind IN ('closed', 'reopened')
            GROUP BY item
            HAVING argMax(kind, (date, toUInt64OrZero(id))) = 'closed'
        )
    ),
    turns AS
    (
        SELECT *, lagInFrame(closes, 1, false) OVER (PARTITION BY item ORDER BY date, position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
        FROM events
    ),
    ends AS
    (
        SELECT
            item, date AS closed, person_id, bot, closes,
            leadInFrame(date, 1, never) OVER (PARTITION BY item ORDER BY date, position ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS reopened
        FROM turns
        WHERE closes != before
    )
SELECT item, closed, person_id, bot, reopened
FROM ends
WHERE closes
