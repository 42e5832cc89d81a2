-- Wilson's limits of a share p of m trials; z is 1.959964.
CREATE OR REPLACE FUNCTION golden_wilson_limits AS (p, m) ->
    CAST(
        (
            if(p = 0, 0 * m, (p + 3.841458881296 / (2 * m) - 1.959964 * sqrt(p * (1 - p) / m + 3.841458881296 / (4 * m * m))) / (1 + 3.841458881296 / m)),
            if(p = 1, 1 + 0 * m, (p + 3.841458881296 / (2 * m) + 1.959964 * sqrt(p * (1 - p) / m + 3.841458881296 / (4 * m * m))) / (1 + 3.841458881296 / m))
        ),
        'Tuple(lower Nullable(Float64), upper Nullable(Float64))'
    )
