-- kept by: grain, period_start
-- A change that is open at the end of a period, or as far as it is looked at:
-- one row for each of these instants, with the state that it had then.
SELECT
    ends.grain AS grain,
    ends.period_start AS period_start,
    ends.instant AS instant,
    change AS id,
    state,
    from AS since
FROM change_states
ARRAY JOIN range(toUInt32(toDate(from)), toUInt32(toDate(least(until, {as_of:DateTime('UTC')}))) + 1) AS day
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toUInt32(toDate(ends.instant)) = day
-- only what was before the instant counts
WHERE from < ends.instant AND until >= ends.instant
