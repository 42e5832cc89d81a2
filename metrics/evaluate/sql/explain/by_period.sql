-- The rows behind a number whose observations name their period.
WITH observations AS ({{observations}})
SELECT *
FROM observations
WHERE scope = {scope:String}
    AND dimension = {dimension:String}
    AND member = {member:String}
    AND grain = {grain:String}
    AND period_start = {start:DateTime('UTC')}
ORDER BY ALL
LIMIT {limit:UInt64}
