-- What the sources of a scope received and should have, day by day.
SELECT source, day, received, expected
FROM golden.days_received
WHERE day >= {from:Date} AND day <= {to:Date}
  AND source IN (SELECT source FROM golden.computed_sources WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR has(scopes, {scope:String})))
ORDER BY source, day
