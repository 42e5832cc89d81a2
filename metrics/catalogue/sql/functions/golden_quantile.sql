-- A quantile by rank: the smallest value that at least a share q of all do not
-- exceed. NULL of none.
CREATE OR REPLACE FUNCTION golden_quantile AS (numbers, q) ->
    if(empty(numbers), NULL, arraySort(numbers)[toUInt32(ceil(round(q * length(numbers), 9)))])
