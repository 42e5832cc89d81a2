-- When a change of a forge counted as approved: somebody's approval stood, and
-- nobody's request for changes.
CREATE TABLE resolve_approved ENGINE = MergeTree ORDER BY (change, from) AS
WITH
    toDateTime('2106-02-07 06:28:15', 'UTC') AS open,
    steps AS
    (
        SELECT change, step.1 AS moment, sum(step.2 * (says = 1)) AS approvals, sum(step.2 * (says = -1)) AS requests
        FROM resolve_decisions
        ARRAY JOIN [(date, 1), (until, -1)] AS step
        WHERE says != 0
        GROUP BY change, moment
    ),
    sums AS
    (
        SELECT
            change, moment AS from, sum(approvals) OVER past AS standing, sum(requests) OVER past AS refused,
            leadInFrame(moment, 1, open) OVER (PARTITION BY change ORDER BY moment ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS until
        FROM steps
        WINDOW past AS (PARTITION BY change ORDER BY moment ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    )
SELECT change, from, until
FROM sums
WHERE standing > 0 AND refused = 0 AND from < until
