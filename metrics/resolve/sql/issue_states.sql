-- When issues were open, told from nothing but what was before: active, or stale
-- from 90 days after the last act of a person on. What bots do is no activity,
-- but for closing and opening again.
INSERT INTO issue_states
    (issue, state, from, until)
WITH
    toDateTime('2106-02-07 06:28:15', 'UTC') AS open,
    toDateTime(0, 'UTC') AS never,
    acts AS
    (
        SELECT id AS issue, opened AS date, true AS opens, 1 AS turn FROM issues
        UNION ALL
        SELECT item, date, NULL, 0 FROM resolve_acts WHERE NOT bot AND kind NOT IN ('closed', 'reopened') AND item IN (SELECT id FROM issues)
        UNION ALL
        SELECT issue, closed, false, 2 FROM issue_closings
        UNION ALL
        SELECT issue, reopened, true, 3 FROM issue_closings WHERE reopened != never
    ),
    situations AS
    (
        SELECT
            issue, date AS at,
            leadInFrame(date, 1, open) OVER (PARTITION BY issue ORDER BY date, turn ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next,
            anyLast(opens) OVER (PARTITION BY issue ORDER BY date, turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS is_open
        FROM acts
    ),
    pieces AS
    (
        SELECT issue, piece.1 AS state, piece.2 AS from, least(piece.3, next) AS until
        FROM situations
        ARRAY JOIN [('active', at, at + INTERVAL 90 DAY), ('stale', at + INTERVAL 90 DAY, open)] AS piece
        WHERE is_open AND from < until AND from < {as_of:DateTime('UTC')}
    ),
    turns AS
    (
        SELECT
            *,
            NOT (lagInFrame(state) OVER earlier = state AND lagInFrame(until) OVER earlier = from) AS begins
        FROM pieces
        WINDOW earlier AS (PARTITION BY issue ORDER BY from ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    ),
    stretches AS
    (
        SELECT *, sum(begins) OVER (PARTITION BY issue ORDER BY from ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch
        FROM turns
    )
SELECT issue, any(state), min(from), if(max(until) >= {as_of:DateTime('UTC')}, open, max(until))
FROM stretches
GROUP BY issue, stretch
