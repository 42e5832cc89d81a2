-- The states of changes, told from nothing but what was before: acts of people,
-- approvals, and the time that went by. Where several fit, the first of these:
-- stalled (no act for 90 days), acked, waiting-for-author (another person's
-- comment was the last comment or version, or it was made a draft again; an
-- approval or a tag asks for nothing), waiting-for-reviewer. By mail, acked is
-- one when every patch of the latest version is, and it has no state while it is
-- withdrawn, until there is a further version, nor from 180 days after an act to
-- the next; an ack of a version that was superseded by then counts for nothing.
-- On a forge an approval stands until it is taken back, and a change has no
-- state while it is closed. Neither has one that is merged.
INSERT INTO change_states
    (change, state, from, until)
WITH
    toDateTime(0, 'UTC') AS never,
    toDateTime('2106-02-07 06:28:15', 'UTC') AS open,
    opened AS (SELECT id, opened, merged, channel FROM changes),
    mailed AS (SELECT id FROM changes WHERE channel = 'mail'),
    -- what an act says of whether the author is to act, whether the latest
    -- version is acked, and whether the change is open; NULL where it says nothing
    acts AS
    (
        SELECT change, date, 0 AS turn, false AS authors, if(change IN mailed, false, NULL) AS acked, if(change IN mailed OR version = 1, true, NULL) AS kept
        FROM change_versions
        UNION ALL
        SELECT
            change, date,
            multiIf(kind = 'withdrawal', 4, NOT foreign, 1, kind = 'comment', 2, 3) AS turn,
            multiIf(turn = 1, false, turn = 2, true, NULL), NULL, if(turn = 4, false, NULL)
        FROM change_responses
        WHERE NOT bot
        UNION ALL
        SELECT change, greatest(acked, date), 5, NULL, true, NULL
        FROM change_versions
        WHERE acked != never AND (next = never OR acked < next) AND change IN mailed
        UNION ALL
        SELECT a.change, greatest(a.from, o.opened), 5, NULL, true, NULL
        FROM resolve_approved AS a
        INNER JOIN opened AS o ON o.id = a.change
        WHERE a.until > o.opened
        UNION ALL
        SELECT change, until, 4, NULL, false, NULL FROM resolve_approved WHERE until != open
        UNION ALL
        SELECT item, date, 2, kind = 'draft', NULL, NULL FROM resolve_acts WHERE kind IN ('draft', 'ready')
        UNION ALL
        SELECT c.item, greatest(c.closed, o.opened), 6, NULL, NULL, false
        FROM resolve_closings AS c
        INNER JOIN opened AS o ON o.id = c.item
        WHERE c.closed >= o.opened OR c.reopened = never
        UNION ALL
        SELECT item, reopened, 7, NULL, NULL, true FROM resolve_closings WHERE reopened != never
    ),
    -- of acts in the same second the last decides; the others last for nothing
    situations AS
    (
        SELECT
            a.change AS change, o.channel AS channel, greatest(a.date, o.opened) AS at, if(o.merged = never, open, o.merged) AS end,
            leadInFrame(at, 1, open) OVER (PARTITION BY a.change ORDER BY at, a.turn ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next,
            anyLast(a.authors) OVER past AS authors,
            anyLast(a.acked) OVER past AS acked,
            anyLast(a.kept) OVER past AS kept
        FROM acts AS a
        INNER JOIN opened AS o ON o.id = a.change
        WHERE a.date > o.opened - 86400 AND (o.channel = 'mail' OR a.date >= o.opened)
        WINDOW past AS (PARTITION BY a.change ORDER BY at, a.turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ),
    pieces AS
    (
        SELECT change, piece.1 AS state, piece.2 AS from, least(piece.3, next, end) AS until
        FROM situations
        ARRAY JOIN [
            (multiIf(acked, 'acked', authors, 'waiting-for-author', 'waiting-for-reviewer'), at, at + INTERVAL 90 DAY),
            ('stalled', at + INTERVAL 90 DAY, if(channel = 'mail', at + INTERVAL 180 DAY, open))
        ] AS piece
        WHERE kept AND from < until AND from < {as_of:DateTime('UTC')}
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
