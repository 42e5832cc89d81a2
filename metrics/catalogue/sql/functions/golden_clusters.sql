-- A (0, 0), and the successes and trials of each person, of trials that are
-- each twice a hash of the person and 1 more where it succeeded: sorting them
-- takes a tenth of the time of grouping by person. Each person's last one, after
-- which another's comes, says how many of all were tried and succeeded so far.
CREATE OR REPLACE FUNCTION golden_clusters AS (trials) ->
    arrayMap(
        sorted -> arrayMap(
            lasts -> arrayZip(
                arrayDifference(arrayPushFront(lasts.1, 0)),
                arrayDifference(arrayPushFront(lasts.2, 0))
            ),
            [arrayFilter(
                last -> last.3,
                arrayMap(
                    (trial, next, succeeded, tried) -> (succeeded, tried, bitShiftRight(trial, 1) != bitShiftRight(next, 1)),
                    sorted,
                    arraySlice(arrayPushBack(sorted, bitNot(sorted[-1])), 2),
                    arrayCumSum(trial -> bitAnd(trial, 1), sorted),
                    arrayEnumerate(sorted)
                )
            )]
        )[1],
        [arraySort(trials)]
    )[1]
