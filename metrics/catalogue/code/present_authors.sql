-- Who wrote a commit of a scope in the 6 months before the end of a period.
SELECT scope, person_id, end, 1 AS present
FROM
(
    -- until when a month's days count, or until the person's next one does instead
    SELECT
        scope,
        person_id,
        first,
        least(
            addMonths(last, 6),
            leadInFrame(first, 1, toDate('2149-01-01')) OVER (PARTITION BY scope, person_id ORDER BY first ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
        ) AS until
    FROM
    (
        SELECT place.scope AS scope, author_id AS person_id, toStartOfMonth(date) AS month, toDate(min(date)) AS first, toDate(max(date)) AS last
        FROM commits
        ARRAY JOIN places AS place
        WHERE NOT merge AND NOT bot AND place.member = ''
        GROUP BY scope, person_id, month
    )
) AS months
ARRAY JOIN arrayFilter(
    end -> end > first AND end <= until,
    (SELECT groupUniqArray(toDate(least(period_end, looked))) FROM span_periods)
) AS end
