-- The Kaplan-Meier curve of (time, event) pairs: one (time, share S still
-- waiting, log(-log S), its standard error) for each time at which an event
-- happened. The last two are what limits are made of; S = 0 has none. Events
-- come before censorings of the same time. Items are taken one by one: within a
-- tie the products and sums telescope to those of the tie as a whole, of which
-- only the end is kept. What a lambda needs beside its item stands in arrays of
-- equal length (left: items not yet over; next: the item that follows), since
-- an array that it captured would be copied for every item. An item is one
-- number, twice its time and 1 more where it is censored: these sort fast.
CREATE OR REPLACE FUNCTION golden_km_curve AS (items) ->
    arrayMap(
        sorted -> arrayMap(
            point -> (point.1, point.2, if(point.2 > 0, log(-log(point.2)), -inf), sqrt(point.3) / -log(point.2)),
            arrayFilter(
                point -> point.4,
                arrayMap(
                    (item, next, s, g) -> (bitShiftRight(item, 1), exp(s), g, bitAnd(item, 1) = 0 AND next != item),
                    sorted,
                    arraySlice(arrayPushBack(sorted, -1), 2),
                    arrayCumSum(
                        (item, left) -> if(bitAnd(item, 1) = 0, log((left - 1) / left), 0.),
                        sorted,
                        arrayReverse(arrayEnumerate(sorted))
                    ),
                    arrayCumSum(
                        (item, left) -> if(bitAnd(item, 1) = 0 AND left > 1, 1 / (left - 1) / left, 0.),
                        sorted,
                        arrayReverse(arrayEnumerate(sorted))
                    )
                )
            )
        ),
        [arraySort(arrayMap(item -> 2 * toInt64(item.1) + 1 - item.2, items))]
    )[1]
