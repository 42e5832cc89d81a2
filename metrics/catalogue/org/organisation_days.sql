-- A day on which somebody worked for a known organisation, in each period of
-- each scope; the first contribution of that day stands for it.
SELECT
    scope,
    period.1 AS grain,
    period.2 AS period_start,
    first.1 AS at,
    first.2 AS person_id,
    days.organisation AS organisation,
    days.source AS source,
    first.3 AS ref,
    period.3 AS young
FROM
(
    SELECT source, scopes, organisation, toDate(date) AS day, min((date, person_id, ref)) AS first
    FROM employed_activity
    WHERE organisation NOT IN ('unknown', 'independent')
    GROUP BY source, scopes, organisation, day
) AS days
INNER JOIN covered_days ON covered_days.source = days.source AND covered_days.day = days.day
ARRAY JOIN periods AS period
ARRAY JOIN scopes AS scope
