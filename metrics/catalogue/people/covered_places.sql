-- The periods of scopes, numbered, that a span of a source belongs to, as far as
-- the source covers them.
SELECT
    source, span, scope, grain, period_start, period_end, looked, young,
    toUInt32(dense_rank() OVER (ORDER BY scope, grain, period_start)) AS place
FROM covered_periods
INNER JOIN (SELECT source, arrayJoin(scopes) AS scope FROM source_spans) AS scoped USING (source)
