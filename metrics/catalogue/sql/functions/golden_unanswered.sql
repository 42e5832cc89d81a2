-- Whether a thread waits for an answer at an instant: past its deadline (0 is
-- none), without an answer so far (0 is none), and younger than 90 days.
CREATE OR REPLACE FUNCTION golden_unanswered AS (started, answered, deadline, at) ->
    toUnixTimestamp(deadline) != 0 AND deadline < at
    AND (toUnixTimestamp(answered) = 0 OR answered >= at)
    AND toUnixTimestamp(at) - toUnixTimestamp(started) < 90 * 86400
