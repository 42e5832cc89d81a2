-- The first time at which a limit of the share still waiting is at most q:
-- log-log limits with Greenwood's variance, z > 0 for the lower one. Where
-- nobody waits any more there are no limits.
CREATE OR REPLACE FUNCTION golden_km_limit AS (curve, q, z) ->
    arrayFirstOrNull((t, level, deviation) -> level + z * deviation >= log(-log(q)), curve.1, curve.3, curve.4)
