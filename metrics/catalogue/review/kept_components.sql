-- A part of a repository with a commit in the 24 months before the end of a
-- period, or as far as it is looked at, and how many people committed to it or
-- reviewed it in the last 12.
SELECT
    repository,
    component,
    ends.grain AS grain,
    ends.period_start AS period_start,
    ends.instant AS instant,
    people
FROM
(
    SELECT repository, component, end, countIf(person_id != toUUID('00000000-0000-0000-0000-000000000000')) AS people
    FROM
    (
        -- until when a month's days count, or until the person's next one does instead
        SELECT
            repository,
            component,
            person_id,
            first,
            least(
                addMonths(last, if(person_id = toUUID('00000000-0000-0000-0000-000000000000'), 24, 12)),
                leadInFrame(first, 1, toDate('2149-01-01')) OVER (PARTITION BY repository, component, person_id ORDER BY first ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
            ) AS until
        FROM component_months
    ) AS kept
    -- few days are an end: cheaper to try them all than to go day by day
    ARRAY JOIN arrayFilter(
        end -> end > first AND end <= until,
        (SELECT groupUniqArray(toDate(least(period_end, looked))) FROM period_days)
    ) AS end
    GROUP BY repository, component, end
    HAVING countIf(person_id = toUUID('00000000-0000-0000-0000-000000000000')) > 0
) AS staffed
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toDate(ends.instant) = end
