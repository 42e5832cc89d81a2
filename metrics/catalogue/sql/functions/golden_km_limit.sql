-- The first time at which a limit of the share still waiting is at most q:
-- log-log limits with Greenwood's variance, z > 0 for the lower one. Where
-- nobody waits any more there are no limits.
CREATE OR REPLACE FUNCTION golden_km_limit AS (curve, q, z) ->
    arrayFirstOrNull((t, s, g) -> s > 0 AND pow(s, exp(z * sqrt(g) / -log(s))) <= q, curve.1, curve.2, curve.3)
