-- The rows behind a number whose observations belong to the period they are dated in.
WITH
    periods AS (SELECT grain, period_start, period_end, label FROM golden.periods WHERE compute_id = {compute:UUID}),
    observations AS ({{observations}})
SELECT *
FROM observations
WHERE scope = {scope:String}
    AND dimension = {dimension:String}
    AND member = {member:String}
    AND at >= {start:DateTime('UTC')}
    AND at < {end:DateTime('UTC')}
ORDER BY ALL
LIMIT {limit:UInt64}
