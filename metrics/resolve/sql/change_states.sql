-- The states of changes, told from nothing but what was before: acts of people,
-- the acks of the latest version, and the time that went by. Where several fit,
-- the first of these: stalled (no act for 90 days), acked (every patch of the
-- latest version), waiting-for-author (another person's comment was the last
-- comment or version; an approval or a tag asks for nothing),
-- waiting-for-reviewer. A change has none while it is withdrawn, until there is
-- a further version, nor from 180 days after an act to the next, nor once it is
-- merged. An ack of a version that was superseded by then counts for nothing.
INSERT INTO change_states
    (change, state, from, until)
WITH
    toDateTime(0, 'UTC') AS never,
    toDateTime('2106-02-07 06:28:15', 'UTC') AS open,
    opened AS (SELECT id, opened, merged FROM changes),
    acts AS
    (
        SELECT change, date, 'version' AS act, 0 AS turn
        FROM change_versions
        UNION ALL
        SELECT
            change, date,
            multiIf(kind = 'withdrawal', 'withdrawal', NOT foreign, 'answer', kind = 'comment', 'comment', 'nod') AS act,
            indexOf(['answer', 'comment', 'nod', 'withdrawal'], act) AS turn
        FROM change_responses
        WHERE NOT bot
        UNION ALL
        SELECT change, greatest(acked, date), 'ack', 5
        FROM change_versions
        WHERE acked != never AND (next = never OR acked < next)
    ),
    -- of acts in the same second the last decides; the others last for nothing
    situations AS
    (
        SELECT
            a.change AS change, greatest(a.date, o.opened) AS at, if(o.merged = never, open, o.merged) AS end,
            leadInFrame(at, 1, open) OVER (PARTITION BY a.change ORDER BY at, a.turn ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next,
            anyLast(if(a.act IN ('version', 'answer', 'comment'), a.act, NULL)) OVER past AS said,
            anyLast(if(a.act IN ('version', 'ack'), a.act, NULL)) OVER past AS acked,
            anyLast(if(a.act IN ('version', 'withdrawal'), a.act, NULL)) OVER past AS kept
        FROM acts AS a
        INNER JOIN opened AS o ON o.id = a.change
        WHERE a.date > o.opened - 86400
        WINDOW past AS (PARTITION BY a.change ORDER BY at, a.turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ),
    pieces AS
    (
        SELECT change, piece.1 AS state, piece.2 AS from, least(piece.3, next, end) AS until
        FROM situations
        ARRAY JOIN [
            (multiIf(acked = 'ack', 'acked', said = 'comment', 'waiting-for-author', 'waiting-for-reviewer'), at, at + INTERVAL 90 DAY),
            ('stalled', at + INTERVAL 90 DAY, at + INTERVAL 180 DAY)
        ] AS piece
        WHERE kept = 'version' AND from < until AND from < {as_of:DateTime('UTC')}
    ),
    turns AS
    (
        SELECT
            *,
            NOT (lagInFrame(state) OVER earlier = state AND lagInFrame(until) OVER earlier = from) AS begins
        FROM pieces
        WINDOW earlier AS (PARTITION BY change ORDER BY from ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    ),
    stretches AS
    (
        SELECT *, sum(begins) OVER (PARTITION BY change ORDER BY from ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch
        FROM turns
    )
SELECT change, any(state), min(from), if(max(until) >= {as_of:DateTime('UTC')}, open, max(until))
FROM stretches
GROUP BY change, stretch
SETTINGS query_plan_optimize_join_order_limit = 0
