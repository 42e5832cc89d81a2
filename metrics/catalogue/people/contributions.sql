-- A contribution in each period of each scope, from sources that cover the period.
SELECT
    scope,
    grain,
    period_start,
    date AS at,
    person_id,
    source,
    activity.kind AS kind,
    ref,
    young
FROM activity
INNER JOIN period_days ON period_days.day = toDate(activity.date)
INNER JOIN source_periods USING (source, grain, period_start)
ARRAY JOIN scopes AS scope
WHERE NOT bot AND covered
