-- What every source gave more for a quarter in one compute than in another.
SELECT source, any(sources.kind) AS kind, period_start, sum(given) AS more
FROM
(
    SELECT source, period_start, toInt64(received) AS given FROM golden.computed_received WHERE compute_id = {new:UUID}
    UNION ALL
    SELECT source, period_start, -toInt64(received) FROM golden.computed_received WHERE compute_id = {old:UUID}
) AS both
LEFT JOIN
(
    SELECT source, any(kind) AS kind FROM golden.computed_sources WHERE compute_id IN ({old:UUID}, {new:UUID}) GROUP BY source
) AS sources USING (source)
GROUP BY source, period_start
HAVING more != 0
ORDER BY source, period_start
