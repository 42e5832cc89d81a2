-- The two authors with most commits to a part of a repository in the 24 months
-- before the end of a period; of equal ones those with the latest commit.
SELECT repository, component, end, person_id
FROM
(
    SELECT repository, component, person_id, end, sum(commits) AS sum, max(last) AS latest
    FROM
    (
        SELECT
            arrayFirst(place -> place.member != '', places).member AS repository,
            component,
            author_id AS person_id,
            toDate(date) AS day,
            count() AS commits,
            max(date) AS last
        FROM commits
        ARRAY JOIN components AS component
        WHERE NOT merge AND NOT bot AND author_id != toUUID('00000000-0000-0000-0000-000000000000')
        GROUP BY repository, component, person_id, day
    ) AS worked
    ARRAY JOIN arrayFilter(
        end -> end > day AND day >= addMonths(end, -24),
        (SELECT groupUniqArray(toDate(least(period_end, looked))) FROM span_periods)
    ) AS end
    GROUP BY repository, component, person_id, end
)
ORDER BY repository, component, end, sum DESC, latest DESC, person_id
LIMIT 2 BY repository, component, end
