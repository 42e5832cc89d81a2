-- The share of x in n things of which unknown belong to nobody known: of the
-- known, if none of the unknown were its own, and if all were.
CREATE OR REPLACE FUNCTION golden_known_share AS (x, unknown, n) ->
    CAST(
        (x / nullIf(n - unknown, 0), x / nullIf(n, 0), (x + unknown) / nullIf(n, 0)),
        'Tuple(value Nullable(Float64), lower Nullable(Float64), upper Nullable(Float64))'
    )
