-- The two periods that each source covers both, numbered for each scope. Weeks
-- are too short; a running period is not over.
SELECT
    source, scope, grain, before, period_start, period_end, young,
    toUInt32(dense_rank() OVER (ORDER BY scope, grain, period_start)) AS pair
FROM
(
    SELECT
        source, grain, period_start, period_end, covered, young,
        lagInFrame(period_start, 1) OVER earlier AS before,
        lagInFrame(covered, 1) OVER earlier AS covered_before
    FROM source_periods
    INNER JOIN (SELECT DISTINCT grain, period_start, period_end FROM period_days) AS ends USING (grain, period_start)
    WHERE period_end <= {as_of:DateTime('UTC')} AND grain NOT IN ('week', 'quarter_to_date')
    WINDOW earlier AS (PARTITION BY source, grain ORDER BY period_start ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
) AS covering
INNER JOIN (SELECT source, arrayJoin(scopes) AS scope FROM source_spans) AS spans USING (source)
WHERE covered AND covered_before
