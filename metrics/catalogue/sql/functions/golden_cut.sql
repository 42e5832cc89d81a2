-- Waits as they were known at an instant, of when each began and how long it is:
-- twice the seconds, and 1 more where it still goes on. What ends at the instant
-- itself goes on.
CREATE OR REPLACE FUNCTION golden_cut AS (starts, waits, instant) ->
    arrayMap(
        (start, wait) -> if(start + bitShiftRight(wait, 1) < instant, wait, 2 * least(bitShiftRight(wait, 1), greatest(0, instant - start)) + 1),
        starts,
        waits
    )
