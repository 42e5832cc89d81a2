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
    SELECT repository, component, part, arrayJoin((SELECT groupUniqArray(toDate(least(period_end, looked))) FROM period_days)) AS end
    FROM
    (
        SELECT DISTINCT arrayFirst(place -> place.member != '', places).member AS repository, component, cityHash64(repository, component) AS part
        FROM commits
        ARRAY JOIN components AS component
        WHERE NOT merge
    )
) AS looks
ASOF INNER JOIN
(
    -- who joins and who leaves, added up
    SELECT part, day, sum(sum(if(person = 0, 0, step))) OVER earlier AS people, sum(sum(if(person = 0, step, 0))) OVER earlier AS commits
    FROM
    (
        -- until when a month's days count, or until the person's next one does instead
        SELECT
            part,
            person,
            first,
            least(
                addMonths(last, if(person = 0, 24, 12)),
                leadInFrame(first, 1, toDate('2149-01-01')) OVER (PARTITION BY part, person ORDER BY first ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
            ) AS until
        FROM component_months
    ) AS stays
    ARRAY JOIN [first + 1, until + 1] AS day, [1, -1] AS step
    GROUP BY part, day
    WINDOW earlier AS (PARTITION BY part ORDER BY day ROWS UNBOUNDED PRECEDING)
) AS staffed ON staffed.part = looks.part AND staffed.day <= looks.end
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM period_days
) AS ends ON toDate(ends.instant) = end
WHERE commits > 0
