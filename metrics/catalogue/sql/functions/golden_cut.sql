-- Waits as they were known at an instant: of (start, seconds, event) the
-- (seconds, event) up to then. What ends at the instant itself goes on.
CREATE OR REPLACE FUNCTION golden_cut AS (waits, instant) ->
    arrayMap(
        wait -> if(wait.1 + wait.2 < instant, (wait.2, wait.3), (least(wait.2, greatest(0, instant - wait.1)), toUInt8(0))),
        waits
    )
