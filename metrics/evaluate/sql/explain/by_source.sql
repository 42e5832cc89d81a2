-- The rows behind a number whose observations belong to the period they are dated
-- in, as far as their sources cover it.
WITH observations AS ({{observations}})
SELECT *
FROM observations
WHERE scope = {scope:String}
    AND dimension = {dimension:String}
    AND member = {member:String}
    AND at >= {start:DateTime('UTC')}
    AND at < {end:DateTime('UTC')}
    AND source IN (SELECT source FROM source_periods WHERE grain = {grain:String} AND period_start = {start:DateTime('UTC')} AND covered)
ORDER BY ALL
LIMIT {limit:UInt64}
