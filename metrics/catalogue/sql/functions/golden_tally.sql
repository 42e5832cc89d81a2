-- How often each of some numbers occurs, in no order, and a 0: for
-- golden_absence(golden_tally(groupArray(cityHash64(person_id)))), which needs
-- a tenth of the memory of grouping by person.
CREATE OR REPLACE FUNCTION golden_tally AS (numbers) ->
    arrayMap(
        sorted -> arrayDifference(
            arrayPushBack(
                arrayFilter(
                    (place, number, before) -> place = 1 OR number != before,
                    arrayEnumerate(sorted),
                    sorted,
                    arrayPopBack(arrayPushFront(sorted, 0))
                ),
                length(sorted) + 1
            )
        ),
        [arraySort(numbers)]
    )[1]
