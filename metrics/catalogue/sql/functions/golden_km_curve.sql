-- The Kaplan-Meier curve of waits, numbers that sort fast: twice the time, and 1
-- more where it still goes on. One (time, share S still
-- waiting, log(-log S), its standard error) for each time at which an event
-- happened. The last two are what limits are made of; S = 0 has none. Events
-- come before censorings of the same time. Items are taken one by one: within a
-- tie the products and sums telescope to those of the tie as a whole, of which
-- only the end is kept. What a lambda needs beside its item stands in arrays of
-- equal length (left: items not yet over; next: the item that follows), since
-- an array that it captured would be copied for every item.
CREATE OR REPLACE FUNCTION golden_km_curve AS (waits) ->
    arrayMap(
        sorted -> arrayMap(
            (item, s, g) -> (bitShiftRight(item, 1), exp(s), if(s > -inf, log(-s), -inf), sqrt(g) / -s),
            arrayFilter(item -> bitAnd(item, 1) = 0, arrayCompact(sorted)),
            golden_km_ends(
                arrayCumSum(
                    (item, left) -> if(bitAnd(item, 1) = 0, log((left - 1) / left), 0.),
                    sorted,
                    arrayReverse(arrayEnumerate(sorted))
                ),
                sorted
            ),
            golden_km_ends(
                arrayCumSum(
                    (item, left) -> if(bitAnd(item, 1) = 0 AND left > 1, 1 / (left - 1) / left, 0.),
                    sorted,
                    arrayReverse(arrayEnumerate(sorted))
                ),
                sorted
            )
        ),
        [arraySort(waits)]
    )[1]
