-- The first time of a curve at which the share still waiting is at most q; the
-- tolerance is that of sums of logarithms.
CREATE OR REPLACE FUNCTION golden_km_time AS (curve, q) ->
    arrayFirstOrNull((t, s) -> s <= q + 1e-9, curve.1, curve.2)
