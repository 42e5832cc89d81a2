-- The smallest number of organisations that did at least half of everything,
-- given how much each of those known did and how much each unknown person. At
-- least, if all unknown people were of the largest; at most, if each were an
-- organisation; and of the known alone, moved into these limits.
CREATE OR REPLACE FUNCTION golden_elephant AS (known, strangers) ->
    arrayMap(
        limits -> CAST(
            (if(golden_absence(known) IS NULL, NULL, least(greatest(golden_absence(known), limits.1), limits.2)), limits.1, limits.2),
            'Tuple(value Nullable(Float64), lower Nullable(Float64), upper Nullable(Float64))'
        ),
        [(
            if(
                arraySum(known) + arraySum(strangers) = 0,
                NULL,
                greatest(1, arrayFirstIndex(
                    (running, missing) -> 2 * running >= missing,
                    arrayCumSum(arrayReverseSort(known)),
                    arrayWithConstant(length(known), toInt64(arraySum(known)) - toInt64(arraySum(strangers)))
                ))
            ),
            golden_absence(arrayConcat(known, strangers))
        )]
    )[1]
