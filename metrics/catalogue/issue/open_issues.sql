-- An issue that is open at the end of a period, or as far as it is looked at:
-- one row for each of these instants, with the state that it had then.
SELECT
    ends.grain AS grain,
    ends.period_start AS period_start,
    ends.instant AS instant,
    issue AS id,
    state,
    from AS since
FROM issue_states
-- few days are an end: cheaper to try them all than to go day by day
ARRAY JOIN arrayFilter(
    end -> end >= toDate(from) AND end <= toDate(least(until, {as_of:DateTime('UTC')})),
    (SELECT groupUniqArray(toDate(least(period_end, looked))) FROM period_days)
) AS end
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toDate(ends.instant) = end
-- only what was before the instant counts
WHERE from < ends.instant AND until >= ends.instant
