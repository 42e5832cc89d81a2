-- A contribution in each period of each scope, from sources that cover the
-- period, with the organisation that its person worked for then.
SELECT
    scope,
    period.1 AS grain,
    period.2 AS period_start,
    date AS at,
    person_id,
    organisation,
    employed_activity.source AS source,
    employed_activity.kind AS kind,
    ref,
    work,
    repeated
FROM employed_activity
INNER JOIN covered_days ON covered_days.source = employed_activity.source AND covered_days.day = toDate(employed_activity.date)
ARRAY JOIN periods AS period
ARRAY JOIN scopes AS scope
