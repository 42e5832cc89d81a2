-- Median and 85th percentile of waiting, with limits, of waits: twice the
-- seconds, and 1 more where it still went on. NULL where the curve does not come
-- down so far.
CREATE OR REPLACE FUNCTION golden_km AS (waits) ->
    arrayMap(
        curve -> CAST(
            (
                golden_km_time(curve, 0.5),
                golden_km_limit(curve, 0.5, 1.959964),
                golden_km_limit(curve, 0.5, -1.959964),
                golden_km_time(curve, 0.15),
                golden_km_limit(curve, 0.15, 1.959964),
                golden_km_limit(curve, 0.15, -1.959964)
            ),
            'Tuple(median Nullable(Int64), lower Nullable(Int64), upper Nullable(Int64), p85 Nullable(Int64), p85_lower Nullable(Int64), p85_upper Nullable(Int64))'
        ),
        [golden_km_curve(waits)]
    )[1]
