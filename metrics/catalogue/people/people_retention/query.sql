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
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    pairs.grain AS grain,
    pairs.period_start AS period_start,
    toDateTime(any(pairs.period_end) - 1, 'UTC') AS at,
    toString(person_id) AS ref,
    max(part = pairs.period_start) AS success
FROM
(
    SELECT DISTINCT source, scope, person_id, grain, period_start AS part
    FROM
    (
        -- months nest in quarters and years: few rows to carry into them
        SELECT source, person_id, toStartOfMonth(date) AS day, any(scopes) AS scopes
        FROM activity
        WHERE NOT bot
        GROUP BY source, person_id, day
    ) AS months
    INNER JOIN period_days ON period_days.day = months.day
    ARRAY JOIN scopes AS scope
    WHERE grain NOT IN ('week', 'quarter_to_date')
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
        INNER JOIN (SELECT DISTINCT grain, period_start, period_end FROM period_days) AS ends USING (grain, period_start)
        WHERE period_end <= {as_of:DateTime('UTC')}
        WINDOW earlier AS (PARTITION BY source, grain ORDER BY period_start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )
    WHERE covered AND covered_before
) AS pairs ON pairs.source = active.source AND pairs.grain = active.grain AND pairs.part = active.part
GROUP BY scope, grain, period_start, person_id
HAVING min(part) < period_start
