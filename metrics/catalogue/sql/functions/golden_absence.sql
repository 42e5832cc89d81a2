-- The smallest number of people who did at least half of everything, given how
-- much each of them did. NULL where nothing was done.
CREATE OR REPLACE FUNCTION golden_absence AS (counts) ->
    if(
        arraySum(counts) = 0,
        NULL,
        arrayFirstIndex(
            (running, total) -> 2 * running >= total,
            arrayCumSum(arrayReverseSort(counts)),
            arrayWithConstant(length(counts), arraySum(counts))
        )
    )
