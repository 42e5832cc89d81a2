-- A contribution in each period of each scope, from sources that cover the period.
SELECT
    scope,
    period.1 AS grain,
    period.2 AS period_start,
    date AS at,
    person_id,
    activity.source AS source,
    activity.kind AS kind,
    ref,
    period.3 AS young
FROM activity
INNER JOIN covered_days ON covered_days.source = activity.source AND covered_days.day = toDate(activity.date)
ARRAY JOIN periods AS period
ARRAY JOIN scopes AS scope
WHERE NOT bot
