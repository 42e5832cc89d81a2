-- kept by: source, date
-- A contribution with the organisation that its person worked for then, and
-- whether several sources show it: few are, and only these need to be told apart.
SELECT
    date,
    activity.person_id AS person_id,
    source,
    kind,
    ref,
    scopes,
    if(date < until, employers.organisation, 'unknown') AS organisation,
    cityHash64(kind, ref, date) AS work,
    work IN (SELECT cityHash64(kind, ref, date) AS shown FROM activity GROUP BY shown HAVING min(cityHash64(source)) != max(cityHash64(source))) AS repeated
FROM activity
ASOF LEFT JOIN employers ON employers.person_id = activity.person_id AND employers.from <= activity.date
WHERE NOT bot
