(
    SELECT scope, dimension, member, toInt64(span) AS span, {{gathered}}
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
    UNION ALL
    -- organisations by quarter, below zero: putting them together beside the others
    -- would take half as long again
    SELECT scope, 'organisation' AS dimension, member, quarter AS span, {{gathered}}
    FROM
    (
        SELECT part.* EXCEPT (dimension, member), if(part.{{then}} < employers.until, employers.organisation, 'unknown') AS member
        FROM (SELECT * FROM observations WHERE dimension = '') AS part
        ASOF LEFT JOIN employers ON employers.person_id = part.person_id AND employers.from <= part.{{then}}
    ) AS employed
    INNER JOIN (SELECT day, -toInt64(toYYYYMM(period_start)) AS quarter FROM period_days WHERE grain = 'quarter') AS quarters ON quarters.day = toDate(employed.at)
    GROUP BY scope, member, quarter
) AS gathered
INNER JOIN
(
    SELECT toInt64(span) AS span, grain, period_start, period_end, looked FROM span_periods
    UNION ALL
    SELECT DISTINCT -toInt64(toYYYYMM(quarters.period_start)), ends.grain, ends.period_start, ends.period_end, ends.looked
    FROM (SELECT day, period_start FROM period_days WHERE grain = 'quarter') AS quarters
    INNER JOIN (SELECT * FROM period_days WHERE grain IN ('quarter', 'year')) AS ends ON ends.day = quarters.day
) AS apart USING (span)
