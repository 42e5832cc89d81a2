-- Of sums along sorted waits those at the last of each tie of events.
CREATE OR REPLACE FUNCTION golden_km_ends AS (sums, sorted) ->
    arrayFilter(
        (sum, item, next) -> bitAnd(item, 1) = 0 AND next != item,
        sums,
        sorted,
        arraySlice(arrayPushBack(sorted, -1), 2)
    )
