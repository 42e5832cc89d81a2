-- id: people_retention
-- title: Retention
-- question: Do people who took part come back?
-- unit: ratio
-- kind: share
-- better: higher
-- area: community
-- needs: any
-- looks: previous
-- audience: board, manager, analyst
-- chaoss: Contributor Retention
-- version: 1
-- One observation for each person active in the period before: whether they
-- were active in the period at which the number is shown, too. Weeks are too
-- short; a running period has no retention.
WITH observations AS (
    SELECT
        scope,
        '' AS dimension,
        '' AS member,
        pairs.grain AS grain,
        pairs.period_start AS period_start,
        toDateTime(any(pairs.period_end) - 1, 'UTC') AS at,
        person_id,
        toString(person_id) AS ref,
        max(part = pairs.period_start) AS stayed
    FROM
    (
        SELECT DISTINCT source, scope, person_id, grain, period_start AS part
        FROM activity
        INNER JOIN period_days ON period_days.day = toDate(activity.date)
        ARRAY JOIN scopes AS scope
        WHERE NOT bot AND grain != 'week'
    ) AS active
    INNER JOIN
    (
        -- both periods of a pair, for each source that covers both
        SELECT source, grain, period_start, period_end, arrayJoin([before, period_start]) AS part
        FROM
        (
            SELECT
                source, grain, period_start, period_end, covered,
                lagInFrame(period_start, 1) OVER earlier AS before,
                lagInFrame(covered, 1) OVER earlier AS covered_before
            FROM source_periods
            INNER JOIN periods USING (grain, period_start)
            WHERE period_end <= {as_of:DateTime}
            WINDOW earlier AS (PARTITION BY source, grain ORDER BY period_start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
        )
        WHERE covered AND covered_before
    ) AS pairs ON pairs.source = active.source AND pairs.grain = active.grain AND pairs.part = active.part
    GROUP BY scope, grain, period_start, person_id
    HAVING min(part) < period_start
)
SELECT
    scope,
    grain,
    period_start,
    countIf(stayed) AS x,
    count() AS n,
    -- every person is a trial of its own
    count() AS k,
    x - x * x / n AS spread
FROM observations
GROUP BY scope, grain, period_start
