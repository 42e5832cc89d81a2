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
-- version: 2
-- One observation for each person active in the period before: whether they
-- were active in the period at which the number is shown, too. Weeks are too
-- short; a running period has no retention.
WITH
    -- the two periods that each source covers both, numbered for each scope
    pairs AS
    (
        SELECT
            source, scope, grain, before, period_start, period_end,
            toUInt32(dense_rank() OVER (ORDER BY scope, grain, period_start)) AS pair
        FROM
        (
            SELECT
                source, grain, period_start, period_end, covered,
                lagInFrame(period_start, 1) OVER earlier AS before,
                lagInFrame(covered, 1) OVER earlier AS covered_before
            FROM source_periods
            INNER JOIN (SELECT DISTINCT grain, period_start, period_end FROM period_days) AS ends USING (grain, period_start)
            WHERE period_end <= {as_of:DateTime('UTC')} AND grain NOT IN ('week', 'quarter_to_date')
            WINDOW earlier AS (PARTITION BY source, grain ORDER BY period_start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
        ) AS covering
        INNER JOIN (SELECT source, arrayJoin(scopes) AS scope FROM source_spans) AS spans USING (source)
        WHERE covered AND covered_before
    ),
    -- the pairs in which a month of a source is the earlier or the later part
    parts AS
    (
        SELECT source, day, groupArray((pair, part = period_start)) AS parts
        FROM (SELECT source, grain, pair, period_start, arrayJoin([before, period_start]) AS part FROM pairs) AS halves
        INNER JOIN
        (
            SELECT grain, day, period_days.period_start AS part
            FROM period_days
            WHERE day = toStartOfMonth(day)
        ) AS days USING (grain, part)
        GROUP BY source, day
    )
SELECT
    named.scope AS scope,
    '' AS dimension,
    '' AS member,
    named.grain AS grain,
    named.period_start AS period_start,
    toDateTime(named.period_end - 1, 'UTC') AS at,
    toString(person_id) AS ref,
    success
FROM
(
    SELECT person_id, one.1 AS pair, max(one.2) AS success
    FROM
    (
        -- months nest in quarters and years: few rows to carry into them
        SELECT source, person_id, toStartOfMonth(date) AS day
        FROM activity
        WHERE NOT bot
        GROUP BY source, person_id, day
    ) AS months
    INNER JOIN parts ON parts.source = months.source AND parts.day = months.day
    ARRAY JOIN parts AS one
    GROUP BY person_id, pair
    HAVING min(one.2) = 0
) AS stayed
INNER JOIN (SELECT DISTINCT pair, scope, grain, period_start, period_end FROM pairs) AS named USING (pair)
