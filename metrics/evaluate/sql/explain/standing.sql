-- The rows behind a number whose observations stand at the end of the period, or
-- as far as it is looked at.
WITH observations AS ({{observations}})
SELECT *
FROM observations
WHERE scope = {scope:String}
    AND dimension = {dimension:String}
    AND member = {member:String}
    AND since < least({end:DateTime('UTC')}, {as_of:DateTime('UTC')})
    AND until >= least({end:DateTime('UTC')}, {as_of:DateTime('UTC')})
ORDER BY ALL
LIMIT {limit:UInt64}
