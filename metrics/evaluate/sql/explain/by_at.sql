-- The rows behind a number whose observations belong to the period they are dated in.
WITH observations AS ({{observations}})
SELECT *
FROM observations
WHERE scope = {scope:String}
    AND dimension = {dimension:String}
    AND member = {member:String}
    AND at >= {start:DateTime('UTC')}
    AND at < {end:DateTime('UTC')}
ORDER BY ALL
LIMIT {limit:UInt64}
